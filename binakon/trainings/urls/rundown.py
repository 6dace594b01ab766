"""Addresses of the rundown, its instructors, materials and papers."""

from django.urls import URLPattern, path

from binakon.trainings.views import engagements, instructor_papers, instructors, materials, rundown

_PLAN = "pelatihan/<slug:slug>/rundown/"
_TEACHERS = "pelatihan/<slug:slug>/narasumber/"
_TEACHER = f"{_TEACHERS}<int:pk>/"
_PAPER = f"{_TEACHERS}surat/<int:pk>/"
_MATERIALS = "pelatihan/<slug:slug>/materi/"

urlpatterns: list[URLPattern] = [
    path(_PLAN, rundown.rundown, name="rundown"),
    path(f"{_PLAN}sesi/", rundown.session_new, name="session_new"),
    path(f"{_PLAN}sesi/<int:pk>/", rundown.session_edit, name="session_edit"),
    path(f"{_PLAN}sesi/<int:pk>/hapus/", rundown.session_remove, name="session_remove"),
    path(f"{_PLAN}susun/", rundown.day_lay, name="day_lay"),
    path(f"{_PLAN}pindah/", rundown.day_transfer, name="day_transfer"),
    path(f"{_PLAN}norma/", rundown.norms_edit, name="norms_edit"),
    path(f"{_PLAN}jadwal.pdf", rundown.rundown_paper, name="rundown_paper"),
    path(f"{_PLAN}jadwal.ics", rundown.rundown_calendar, name="rundown_calendar"),
    path("narasumber/", instructors.instructor_list, name="instructor_list"),
    path("narasumber/baru/", instructors.instructor_new, name="instructor_new"),
    path("narasumber/<int:pk>/", instructors.instructor_edit, name="instructor_edit"),
    path("narasumber/<int:pk>/pensiun/", instructors.instructor_retire, name="instructor_retire"),
    path(_TEACHERS, engagements.engagement_list, name="engagement_list"),
    path(f"{_TEACHERS}usul/", engagements.engagement_propose, name="engagement_propose"),
    path(f"{_TEACHER}undang/", engagements.engagement_invite, name="engagement_invite"),
    path(f"{_TEACHER}jawaban/", engagements.engagement_answer, name="engagement_answer"),
    path(f"{_TEACHER}ganti/", engagements.engagement_replace, name="engagement_replace"),
    path(f"{_TEACHERS}surat/", instructor_papers.instructor_paper_new, name="instructor_paper_new"),
    path(_PAPER, instructor_papers.instructor_paper_detail, name="instructor_paper_detail"),
    path(f"{_PAPER}ubah/", instructor_papers.instructor_paper_edit, name="instructor_paper_edit"),
    path(
        f"{_PAPER}nomor/",
        instructor_papers.instructor_paper_number,
        name="instructor_paper_number",
    ),
    path(
        f"{_PAPER}pindaian/", instructor_papers.instructor_paper_sign, name="instructor_paper_sign"
    ),
    path(
        f"{_PAPER}tarik/",
        instructor_papers.instructor_paper_withdraw,
        name="instructor_paper_withdraw",
    ),
    path(
        f"{_PAPER}surat.pdf",
        instructor_papers.instructor_paper_print,
        name="instructor_paper_print",
    ),
    path(
        f"{_PAPER}bertanda-tangan",
        instructor_papers.instructor_paper_scan,
        name="instructor_paper_scan",
    ),
    path(_MATERIALS, materials.material_list, name="material_list"),
    path(f"{_MATERIALS}baru/", materials.material_new, name="material_new"),
    path(f"{_MATERIALS}<int:pk>/", materials.material_edit, name="material_edit"),
    path(f"{_MATERIALS}<int:pk>/pindah/", materials.material_move, name="material_move"),
    path(f"{_MATERIALS}<int:pk>/hapus/", materials.material_remove, name="material_remove"),
    path(f"{_MATERIALS}<int:pk>/berkas", materials.material_file, name="material_file"),
]
