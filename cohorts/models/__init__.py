from cohorts.models.cohorts import Cohort

__all__ = ["Cohort"]
