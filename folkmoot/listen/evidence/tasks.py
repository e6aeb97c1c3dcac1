"""Work for the queue: freezing a large body of evidence."""

from django.utils import timezone
from django_tasks import task

from folkmoot.listen.evidence.models import Freezing
from folkmoot.listen.evidence.use_cases import freeze_as_asked


@task(queue_name="heavy")
def freeze(freezing_id: int) -> None:
    freezing = Freezing.objects.select_related("engagement__owner", "asked_by").get(pk=freezing_id)
    freeze_as_asked(freezing, at=timezone.now())
