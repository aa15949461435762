"""What is asked of the installation as a whole."""

from datetime import date

from django.utils import timezone

from inventory.models import Batch, Cluster, Department, Device, DeviceModel, Site


def is_empty() -> bool:
    """Whether nobody has put anything in yet: no place, no model, no device, no batch. People may be there."""
    return not any(kind.objects.exists() for kind in (Department, Site, Cluster, DeviceModel, Device, Batch))


def today() -> date:
    """The day it is where the installation is, whatever time zone the person reads in: acts take place on its days."""
    return timezone.localdate(timezone=timezone.get_default_timezone())
