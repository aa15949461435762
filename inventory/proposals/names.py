"""What this installation calls its departments, sites, makers and models; read once, asked for many rows."""

from dataclasses import dataclass

from inventory.identity import manufacturer_key
from inventory.models import Department, DeviceModel, Site

# Makers in the spelling that they print on their machines; firmware and registers shout, abbreviate and incorporate.
_SPELLINGS = {
    "acer": "Acer",
    "apple": "Apple",
    "asus": "ASUS",
    "dell": "Dell",
    "fujitsu": "Fujitsu",
    "gigabyte": "Gigabyte",
    "hp": "HP",
    "huawei": "Huawei",
    "lenovo": "Lenovo",
    "lg": "LG",
    "medion": "Medion",
    "microsoft": "Microsoft",
    "msi": "MSI",
    "nec": "NEC",
    "packard bell": "Packard Bell",
    "panasonic": "Panasonic",
    "samsung": "Samsung",
    "sony": "Sony",
    "toshiba": "Toshiba",
    "tuxedo": "TUXEDO",
}


@dataclass(frozen=True, slots=True)
class NewModel:
    """A model that the catalogue does not have yet; it is added when a machine of it comes in."""

    manufacturer: str
    name: str
    form: str

    def __str__(self) -> str:
        return f"{self.manufacturer} {self.name}"


class Names:
    """The names in use. Three queries when made, none when asked."""

    def __init__(self) -> None:
        self.departments = list(Department.objects.all())
        self.sites = list(Site.objects.all())
        self._department = {_folded(text): one for one in self.departments for text in (one.code, one.name)}
        self._site = {_folded(text): one for one in self.sites for text in (one.code, one.name)}
        self._model: dict[tuple[str, str], DeviceModel] = {}
        self._by_name: dict[str, list[DeviceModel]] = {}
        self.makers: dict[str, str] = {}
        for model in DeviceModel.objects.order_by("-pk"):
            maker = manufacturer_key(model.manufacturer)
            bare = _folded(without_maker(model.manufacturer, model.name))
            self._model[maker, bare] = model
            self._by_name.setdefault(bare, []).append(model)
            self.makers[maker] = model.manufacturer

    def department(self, text: str) -> Department | None:
        """The department of that code or name, whatever its case."""
        return self._department.get(_folded(text))

    def site(self, text: str) -> Site | None:
        """The site of that code or name, whatever its case."""
        return self._site.get(_folded(text))

    def model(self, manufacturer: str, name: str) -> DeviceModel | None:
        """The catalogue's model of that maker and name; without a maker, the only one of that name."""
        if manufacturer:
            bare = _folded(without_maker(manufacturer, name))
            return self._model.get((manufacturer_key(manufacturer), bare))
        found = self._by_name.get(_folded(name), [])
        return found[0] if len(found) == 1 else None

    def new_model(self, manufacturer: str, name: str, form: str) -> NewModel:
        """A model to be added, its maker spelt as the catalogue spells it already."""
        key = manufacturer_key(manufacturer)
        spelt = self.makers.get(key) or _SPELLINGS.get(key) or manufacturer
        return NewModel(spelt[:80], without_maker(manufacturer, name)[:120], form)

    def maker_in(self, name: str) -> str:
        """The maker that a model's name begins with ("Lenovo ThinkPad T480"), or nothing."""
        first = name.partition(" ")[0]
        key = manufacturer_key(first) if first != name else ""
        return first if key and (key in _SPELLINGS or key in self.makers) else ""


def without_maker(manufacturer: str, name: str) -> str:
    """The model's name without its maker in front: HP writes "HP EliteBook 840 G1", Lenovo just "ThinkPad T480"."""
    first, _space, rest = " ".join(name.split()).partition(" ")
    same = bool(rest) and manufacturer_key(first) == manufacturer_key(manufacturer)
    return rest if same else " ".join(name.split())


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
