"""What the screens of floor 3 hold about a person. See academy/personal_data.py."""

from home import city_letters_personal_data, my_skills_personal_data, pathway_personal_data  # noqa: F401  they register themselves
