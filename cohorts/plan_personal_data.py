"""What the plans of cities hold about a person: nothing but who wrote it, in their role. See academy/personal_data.py."""

from academy.personal_data import not_personal

for _field in ("Measure.made_by", "IndicatorValue.written_by", "PlanStudy.added_by"):
    not_personal(f"cohorts.{_field}", "done in the role of a coordinator; after erasure it points at a former member")
