"""What the numbers of the dashboards cost at 1,000 learners and at 100,000. Run: python -m bench.dashboards --help"""
