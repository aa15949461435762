"""What lists are narrowed by. The address of a page holds it; what it does not know is left out and said."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inventory.access import visible_departments
from inventory.lifecycle import Stage
from inventory.models import Cluster, DeviceModel, Person, Site
from inventory.nouns import FLAGS, GRADES
from inventory.queries.listing import SORTS, Wanted
from inventory.queries.work import MATTERS


class PlaceFilter(forms.Form):
    """A department and a site."""

    department = forms.ChoiceField(label=gettext_lazy("Department"), required=False)
    site = forms.ChoiceField(label=gettext_lazy("Site"), required=False)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.departments = {one.code: one for one in visible_departments(person)}
        self.sites = {one.code: one for one in Site.objects.all()}
        self.offer("department", _("All departments"), [(code, str(one)) for code, one in self.departments.items()])
        self.offer("site", _("All sites"), [(code, str(one)) for code, one in self.sites.items()])

    def offer(self, name: str, nothing: str, choices: list[tuple[Any, Any]]) -> None:
        """Set what can be chosen in a field."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", nothing), *choices]

    def chosen(self, name: str) -> str:
        """What was chosen in a field; nothing where that is not offered."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")

    @property
    def department_id(self) -> int | None:
        """The chosen department."""
        found = self.departments.get(self.chosen("department"))
        return found.pk if found else None

    @property
    def site_id(self) -> int | None:
        """The chosen site."""
        found = self.sites.get(self.chosen("site"))
        return found.pk if found else None

    def query(self, **changes: str) -> str:
        """The query string of the page with these changes; an empty value takes a field out."""
        asked = {name: self.chosen(name) for name in self.fields} | changes
        return urlencode({name: value for name, value in asked.items() if value})


class DeviceFilter(PlaceFilter):
    """Everything that the list of devices can be narrowed by."""

    q = forms.CharField(label=gettext_lazy("Tag, serial or model"), required=False, max_length=120)
    model = forms.ChoiceField(label=gettext_lazy("Model"), required=False)
    grade = forms.ChoiceField(label=gettext_lazy("Grade"), required=False)
    cluster = forms.ChoiceField(label=gettext_lazy("Cluster"), required=False)
    flag = forms.ChoiceField(label=gettext_lazy("Flag"), required=False)
    batch = forms.CharField(label=gettext_lazy("Batch"), required=False, max_length=60)
    stage = forms.ChoiceField(required=False, choices=[(stage.value, stage.value) for stage in Stage])
    matter = forms.ChoiceField(required=False, choices=[(name, name) for name in MATTERS])
    sort = forms.ChoiceField(required=False, choices=[(f"{way}{sort}", sort) for sort in SORTS for way in ("", "-")])
    field_order = ("q", "department", "site", "model", "grade", "cluster", "flag", "batch")
    often = ("q", "department", "site")
    seldom = ("model", "grade", "cluster", "flag", "batch")
    unseen = ("stage", "matter", "sort")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        self.models = {str(one.pk): one for one in DeviceModel.objects.all()}
        self.clusters = {one.code: one for one in Cluster.objects.all()}
        self.offer("model", _("All models"), [(key, str(one)) for key, one in self.models.items()])
        self.offer("cluster", _("All clusters"), [(code, str(one)) for code, one in self.clusters.items()])
        self.offer("grade", _("All grades"), [(grade, f"{grade}: {word}") for grade, word in GRADES.items()])
        self.offer("flag", _("With or without"), list(FLAGS.items()))
        self.fields["q"].widget.attrs |= {"type": "search", "autocomplete": "off"}

    @property
    def wanted(self) -> Wanted:
        """What is asked, in keys of the database."""
        model, cluster = self.models.get(self.chosen("model")), self.clusters.get(self.chosen("cluster"))
        return Wanted(
            department_id=self.department_id,
            site_id=self.site_id,
            model_id=model.pk if model else None,
            cluster_id=cluster.pk if cluster else None,
            **{name: self.chosen(name) for name in ("stage", "q", "grade", "batch", "flag", "matter", "sort")},
        )

    @property
    def seldom_used(self) -> bool:
        """Whether a field is in use that is folded away otherwise."""
        return any(self.chosen(name) for name in self.seldom)

    @property
    def narrowed(self) -> bool:
        """Whether anything but the stage and the order is asked."""
        return any(self.chosen(name) for name in (*self.often, *self.seldom, "matter"))
