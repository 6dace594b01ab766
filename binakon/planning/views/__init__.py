"""The planner's pages: versions, their activities, decisions on them, workbooks, money, the life of activities."""
