"""What certification remembers: its dated rules, who tests, cases with their steps, batches, papers and results."""

from binakon.certification.models import immutability
from binakon.certification.models.assessments import Appeal, Assessment
from binakon.certification.models.batches import Batch, ResultFile
from binakon.certification.models.bodies import AssessmentSite, Assessor, Licence, Scheme
from binakon.certification.models.cases import Case, CaseDocument, CaseQuerySet, CaseStep
from binakon.certification.models.decisions import (
    CaseCost,
    CaseOverride,
    CountingRule,
    EligibilityCheck,
)
from binakon.certification.models.papers import CasePaper
from binakon.certification.models.reference import (
    AssessorRule,
    ExperienceRule,
    FeeRule,
    LevelRule,
    StepRule,
    StudyProgrammeRule,
)

__all__ = [
    "Appeal",
    "Assessment",
    "AssessmentSite",
    "Assessor",
    "AssessorRule",
    "Batch",
    "Case",
    "CaseCost",
    "CaseDocument",
    "CaseOverride",
    "CasePaper",
    "CaseQuerySet",
    "CaseStep",
    "CountingRule",
    "EligibilityCheck",
    "ExperienceRule",
    "FeeRule",
    "LevelRule",
    "Licence",
    "ResultFile",
    "Scheme",
    "StepRule",
    "StudyProgrammeRule",
    "immutability",
]
