"""/favicon.ico, which browsers and mail programs ask for unasked."""


def test_it_leads_to_the_drawing(client):
    answer = client.get("/favicon.ico")
    assert answer.status_code == 302 and answer.url.endswith(".svg") and "max-age" in answer["Cache-Control"]
