"""What the demo says about the eight cities, in English: our own sentences on facts that are public. The cities have not written them.

slug: ((latitude, longitude), intro, what the city offers, what it seeks)
"""

CITY_WORDS = {
    "cascais": ((38.6979, -9.4215), """
<p>A municipality on the Atlantic coast, west of Lisbon, that works on the social economy with the Rede Social Cascais and with TESE.</p>""", """
<p>Experience as a host: the first exchange of the MU.ST.SEE project met here for two days in November 2022, with 25 participants from several countries.</p>
<ul><li>How a municipality and a social network of local bodies prepare a visit together.</li><li>Field visits as a way of learning, with time kept free for questions.</li></ul>""", """
<p>Cities that write down what they took home from a visit, and tell us half a year later what became of it.</p>"""),
    "pordenone": ((45.9564, 12.6605), """
<p>A town in the north-east of Italy, where the municipality works with the COSM consortium.</p>""", """
<ul><li>How a consortium brings social cooperatives together, and what a town gains from one partner instead of twenty.</li>
<li>Both sides of the table in one visit: the public body that commissions, and those who carry out.</li></ul>""", """
<p>Peers who train social entrepreneurs over 25 in the green and the digital transition, and mentors who have done it themselves.</p>"""),
    "pamplona": ((42.8125, -1.6458), """
<p>The capital of Navarre. The regional government, ANEL and CECOP were the partners of the MU.ST.SEE project here.</p>""", """
<ul><li>An exchange on training for the social economy was held here, at INAP: digital methods, and stories that people remember.</li>
<li>A public administration and a federation of worker-owned companies that plan training together.</li></ul>""", """
<p>Partners who make short lessons out of their own practice, in more than one language.</p>"""),
    "garges-les-gonesse": ((48.9728, 2.4006), """
<p>A municipality north of Paris, one of the eight partners of the MU.ST.SEE project.</p>""", """
<p>The view of a town hall that wants young people of 18 to 24 to meet the social economy early, where they live.</p>""", """
<p>First courses for people of 20 to 30 who would like to start something together, and cities that try them out with us.</p>"""),
    "barcelona": ((41.3874, 2.1686), """
<p>The city has a space where it makes policy on the social and solidarity economy together with those who are that economy.</p>""", """
<ul><li>How that participated space works: it shares studies, contrasts the policies the city plans, and hosts working groups.</li>
<li>How a small motor group keeps the meetings going between times.</li>
<li>Working groups with an end and a theme, such as responsible public procurement.</li></ul>""", """
<p>Cities that want to co-produce policy, and will tell us where it was slow. Each side has its own rhythm; we would like to know yours.</p>"""),
    "mahdia": ((35.5047, 11.0622), """
<p>On the Tunisian coast. The first CitESS was tried here: one door behind which an entrepreneur finds the service, the network or the body that fits.</p>""", """
<ul><li>How a one-stop hub is set up as an association of public, private and social-economy partners.</li>
<li>Its services, from first information and orientation to incubation, training and pilots made together.</li>
<li>What it means to put women and young people first.</li></ul>""", """
<p>Other hubs, in other regions: to compare services, and to share what we know and whom we know. Lasting jobs are what we measure ourselves by.</p>"""),
    "sidi-bouzid": ((35.0382, 9.4849), """
<p>In the middle of Tunisia. The second CitESS stands here, and it outlived the project that began it.</p>""", """
<ul><li>A hub that came second: what could be taken over from Mahdia, and what had to be found anew.</li>
<li>Co-working and incubation spaces as part of a wider support system.</li></ul>""", """
<p>Towns away from the coast that build a hub with little money, and partners for a Mediterranean network of them.</p>"""),
    "larissa": ((39.6390, 22.4191), """
<p>In Thessaly. A training programme for “mentors of the social economy” was held here, within the work on municipal plans for the social economy in Greece.</p>""", """
<ul><li>A method in steps for a municipal plan: an open call, a look at what lies idle, meetings, models for cooperatives, and a support mechanism.</li>
<li>What mentors for the social economy need to know before they begin.</li></ul>""", """
<p>Municipalities that count what changed without an extra budget: what is in use again, what a service costs, who takes part.</p>"""),
}
