"""Three certificates of the demo's class that is over (all invented): one stands, one was replaced, one was revoked."""

STORY = """
import hashlib, json, secrets
from binakon.core import clock, ledger
from binakon.core.actor import job_actor
from binakon.enrolment.models import Registration, Training
from binakon.trainings.actions.completion import realise_trained
from binakon.trainings.actions.credentials import sign_offline
from binakon.trainings.models import Certificate, Completion
by = job_actor("contoh")
rows = Registration.objects.filter(place__state="determined").order_by("id")
training = Training.objects.get(pk=rows[0].training_id)
people = list(rows.filter(training=training)[:3])
letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
told = {}
def issue(number, person, key, name, **fields):
    content = {"name": name, "title": training.activity.title, "starts_on": training.starts_on.isoformat(), "ends_on": training.ends_on.isoformat(), "jp": 24}
    made = Certificate.objects.create(training=training, registration=person, number=number, token="".join(secrets.choice(letters) for each in range(26)), code="K7QF2M9D", content=content, content_hash="0" * 64, dated=training.ends_on, issued_at=clock.now(), status_index=Certificate.objects.count(), **fields)
    told[key] = {"token": made.token, "number": number, "name": name, "offline": sign_offline(made, by=by)}
    return made
for person in people:
    completion = Completion.objects.create(training=training, registration=person)
    ledger.move(completion, "complete", by=by, sentence="selesai")
realise_trained(training, by=by)
good = issue("600.1/0042/BIMTEK/2026", people[0], "good", "Nur Hidayatullah Ramadhani Putra Al-Banjari, S.Ars. (contoh)")
Certificate.objects.filter(pk=good.pk).update(pdf_hash=hashlib.sha256(b"%PDF-1.7 contoh").hexdigest())
old = issue("600.1/0043/BIMTEK/2026", people[1], "old", "Nama Keliru (contoh)")
ledger.move(old, "replace", by=by, sentence="diganti", ended_at=clock.now())
issue("600.1/0044/BIMTEK/2026", people[1], "new", "Noor Hikmah Rahmawati, S.T. (contoh)", replaces=old)
bad = issue("600.1/0045/BIMTEK/2026", people[2], "bad", "Muhammad Arsyad Siregar (contoh)")
ledger.move(bad, "revoke", by=by, sentence="dicabut", ended_at=clock.now(), ended_because="false_papers")
print(json.dumps(told))
"""
