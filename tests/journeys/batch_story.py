"""People of a class on their way to an SKK through an LSP (all invented), written into a served demo."""

CLASS = "63-2026-kelas-rombongan"
ACTIVITY = "63-2026-fasilitasi-rombongan"
PASSWORD = "contoh-mitra-lsp-2026"
NAMES = (
    "Gusti Muhammad Fadhlan Noor Rahmadi bin Haji Abdul Kadir",
    "Siti Maimunah Nurul Hidayati",
    "Ahmad Zulkifli",
)

# A class that three people completed, an LSP with its scope, and whoever logs in for it.
PREPARE = f"""
from binakon.certification.actions.reference import load_reference
from binakon.people.actions import add_user, grant_role, letterheads
from binakon.people.models import Role
from tests.certification.bodies import a_site, an_assessor, an_lsp
from tests.factories import an_activity
from binakon.planning.models import PlanVersion
from binakon.trainings.actions.completion import decide_completions, set_completion_rule
from binakon.trainings.rules.completion import Asked
from tests.trainings.classes import a_held_class, a_session, participants, present
load_reference(by=by)
training = a_held_class(3, activity=an_activity("kelas-rombongan", title="BIMTEK Ahli Muda Teknik Jalan"))
session = a_session(training)
for person, name in zip(participants(training), {NAMES!r}):
    Worker.objects.filter(pk=person.worker_id).update(name=name, email="", phone="628120000001")
    Registration.objects.filter(pk=person.pk).update(name=name)
    present(session, person)
set_completion_rule(training, Asked(attendance=80), by=by)
decide_completions(training, by=by)
an_activity("fasilitasi-rombongan", kind="certification", indicator="facilitated", title="Fasilitasi SKK ahli jalan dan jembatan, angkatan contoh", seats=60, funded_by=PlanVersion.objects.get(state="ratified"))
office = Office.objects.get(code="63")
letterheads.set_letterhead(office, {{"seat": "Banjarbaru", "address": "Jalan Contoh Nomor 1, Banjarbaru", "phone": "(0511) 000000", "letter_numbers": "005/{{nomor}}/BK/{{tahun}}"}}, by=by)
lsp = an_lsp("LSP Banua Jasa Konstruksi")
an_assessor(lsp, registration_number="MET.000.001234.2024")
a_site(lsp, "TUK Balai Pelatihan Konstruksi Banjarbaru (contoh)")
user = add_user(email="lsp@contoh.example", name="Norlaila Hayati", password={PASSWORD!r}, by=by, is_invented=True)
grant_role(user=user, role=Role.PARTNER, office_code="63", starts_on=today(), organisation=lsp, by=by)
"""

# What other journeys tell: found eligible, determined by a decree, applied for.
DETERMINE = """
from binakon.certification.actions import chain
from binakon.certification.actions.chain import Deed
from binakon.certification.actions.steps import take_step
from binakon.certification.actions import case_decrees
from tests.enrolment.decree_cases import a_made_scan, an_official
cases = list(Case.objects.filter(activity__code="fasilitasi-rombongan").order_by("pk"))
for case in cases:
    take_step(case, "find_eligible", Deed(today()), by=by)
decree = case_decrees.draw_up_case_decree(cases[0].activity, cases, by=by)
case_decrees.issue_case_decree(decree, number="188.4/77/BK/2026", dated=today(), place="Banjarbaru", signatory=an_official(), by=by)
case_decrees.upload_case_decree(decree, a_made_scan(), by=by)
for number, case in enumerate(Case.objects.filter(activity__code="fasilitasi-rombongan").order_by("pk"), start=1):
    chain.apply(case, Deed(today()), number=f"ID-IZIN-{number:04d}", by=by)
print(Case.objects.filter(activity__code="fasilitasi-rombongan", state="applied").count())
"""

PAY = """
from binakon.certification.actions import chain
from binakon.certification.actions.chain import Deed
for case in Case.objects.filter(activity__code="fasilitasi-rombongan", state="unpaid"):
    chain.pay(case, Deed(today(), reference="SSBP contoh"), by=by)
"""
IMPORTS = """
from binakon.core.calendar import today
from binakon.certification.models import Case
from binakon.enrolment.models import Registration
from binakon.people.models import Office, Worker
"""
