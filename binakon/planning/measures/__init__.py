"""What planning counts: the plan (places, goal, activities, regions) and its money."""

from binakon.planning.measures import money, plan

__all__ = ["money", "plan"]
