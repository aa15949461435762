"""Rows of lists. REST framework asks each field of each row anew; a fleet is long, so the way to each value is kept."""

from collections.abc import Callable, Iterator
from functools import cached_property
from operator import attrgetter
from typing import Any

from rest_framework import serializers

# What is shown as it is stored.
AS_IT_IS = (serializers.CharField, serializers.BooleanField, serializers.IntegerField, serializers.ChoiceField)


class Row(serializers.Serializer[Any]):
    """A serializer for reading. Unknown stays unknown: where a value or what leads to it is None, None is shown."""

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """The row's values by name, in the order of the fields."""
        return {name: value_of(instance) for name, value_of in self._ways}

    @cached_property
    def _ways(self) -> list[tuple[str, Callable[[Any], Any]]]:
        return list(self._found())

    def _found(self) -> Iterator[tuple[str, Callable[[Any], Any]]]:
        for name, field in self.fields.items():
            if isinstance(field, serializers.SerializerMethodField):
                yield name, field.to_representation
            elif isinstance(field, AS_IT_IS):
                yield name, _reader(field.source or name)
            else:
                yield name, _shower(_reader(field.source or name), field.to_representation)


def _reader(source: str) -> Callable[[Any], Any]:
    first, _dot, rest = source.partition(".")
    get: Callable[[Any], Any] = attrgetter(first)
    if not rest:
        return get
    then = _reader(rest)

    def read(row: Any) -> Any:
        inner = get(row)
        return None if inner is None else then(inner)

    return read


def _shower(read: Callable[[Any], Any], show: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def shown(row: Any) -> Any:
        value = read(row)
        return None if value is None else show(value)

    return shown
