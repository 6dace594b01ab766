"""What every official paper of an office has, whatever chapter writes it."""

from django.db import models

from binakon.people.models.offices import Official


class NumberedDocument(models.Model):
    """What every official paper has: number, date, place and who signs.

    `head` holds the letterhead and the signature block as they stood when the number was given: an office that moves,
    or an official who is promoted, does not change a paper that was printed.
    """

    number = models.CharField(max_length=100, blank=True)
    dated = models.DateField(null=True)
    place = models.CharField(max_length=100, blank=True)
    signatory = models.ForeignKey(Official, null=True, on_delete=models.PROTECT, related_name="+")
    head = models.JSONField(default=dict)

    class Meta:
        abstract = True
