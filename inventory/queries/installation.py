"""What is asked of the installation as a whole."""

from inventory.models import Batch, Cluster, Department, Device, DeviceModel, Site


def is_empty() -> bool:
    """Whether nobody has put anything in yet: no place, no model, no device, no batch. People may be there."""
    return not any(kind.objects.exists() for kind in (Department, Site, Cluster, DeviceModel, Device, Batch))
