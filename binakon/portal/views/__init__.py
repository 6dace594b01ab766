"""The public pages, and the pages of an applicant behind a signed link."""

from binakon.portal.views.applicant import (
    contact_confirm,
    registration_accept,
    registration_calendar,
    registration_decline,
    registration_file,
    registration_object,
    registration_status,
    registration_upload,
    registration_withdraw,
)
from binakon.portal.views.attendance import own_scan, registration_attendance
from binakon.portal.views.attendance_queue import (
    registration_attendance_manifest,
    registration_attendance_sync,
    registration_attendance_worker,
)
from binakon.portal.views.calls import registration_call
from binakon.portal.views.evaluation import registration_evaluation
from binakon.portal.views.exams import registration_exam, registration_exam_save
from binakon.portal.views.instructors import (
    instructor_answer,
    instructor_calendar,
    instructor_paper,
)
from binakon.portal.views.participant import registration_certificate, registration_material
from binakon.portal.views.public import (
    achievement,
    activity_detail,
    activity_list,
    brief_detail,
    brief_figure,
    brief_file,
    brief_list,
    figure_detail,
    home,
    schedule,
    style,
)
from binakon.portal.views.rundown import training_calendar, training_schedule
from binakon.portal.views.selection import (
    draw_codes,
    draw_seed,
    training_draw,
    training_quota,
)
from binakon.portal.views.steps import (
    registration_check,
    registration_papers,
    registration_reach,
    registration_start,
    registration_who,
)
from binakon.portal.views.wishes import registration_order, registration_wishes

__all__ = [
    "achievement",
    "activity_detail",
    "activity_list",
    "brief_detail",
    "brief_figure",
    "brief_file",
    "brief_list",
    "contact_confirm",
    "draw_codes",
    "draw_seed",
    "figure_detail",
    "home",
    "instructor_answer",
    "instructor_calendar",
    "instructor_paper",
    "own_scan",
    "registration_accept",
    "registration_attendance",
    "registration_attendance_manifest",
    "registration_attendance_sync",
    "registration_attendance_worker",
    "registration_calendar",
    "registration_call",
    "registration_certificate",
    "registration_check",
    "registration_decline",
    "registration_evaluation",
    "registration_exam",
    "registration_exam_save",
    "registration_file",
    "registration_material",
    "registration_object",
    "registration_order",
    "registration_papers",
    "registration_reach",
    "registration_start",
    "registration_status",
    "registration_upload",
    "registration_who",
    "registration_wishes",
    "registration_withdraw",
    "schedule",
    "style",
    "training_calendar",
    "training_draw",
    "training_quota",
    "training_schedule",
]
