"""Immutable objects whose attributes are the keys of a question file, declared once, as data."""

from typing import Any, ClassVar, Self, dataclass_transform

from quiz.core.kinds.fields import Field, Value


def field(value: Value, meaning: str, *, default: Any = ...) -> Any:
    """Declare a key of a question file as an attribute of a kind; it is required unless it has a default."""
    return Field(value, meaning, default is ..., None if default is ... else default)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
class Record:
    """Base of what is read from a question file.

    `fields` holds inherited fields first, then those of the class. All classes share one `__init__`: no code is
    generated when the program starts.
    """

    fields: ClassVar[dict[str, Field]] = {}
    defaults: ClassVar[dict[str, Any]] = {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        own = {name: value for name, value in vars(cls).items() if isinstance(value, Field)}
        for name in own:
            delattr(cls, name)
        cls.fields = {}
        for base in reversed(cls.__mro__[1:]):
            cls.fields.update(vars(base).get("fields", {}))
        cls.fields.update(own)
        cls.defaults = {name: one.default for name, one in cls.fields.items() if not one.required}

    def __init__(self, **values: Any) -> None:
        values = {**self.defaults, **values}
        if values.keys() != self.fields.keys():
            unknown = ", ".join(sorted(values.keys() - self.fields.keys()))
            missing = ", ".join(name for name in self.fields if name not in values)
            raise TypeError(f"{type(self).__name__} {f'has no field {unknown}' if unknown else f'needs {missing}'}")
        for name in self.fields:  # one by one, in the same order: Python then needs no dict per instance
            object.__setattr__(self, name, values[name])

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable: {name} cannot be set")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and type(self) is type(other) and self.values() == other.values()

    def __hash__(self) -> int:
        return hash(tuple(self.values().items()))

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={value!r}" for name, value in self.values().items())
        return f"{type(self).__name__}({values})"

    def replace(self, **changes: Any) -> Self:
        """A copy with other values in these fields."""
        return type(self)(**{**self.values(), **changes})

    def values(self) -> dict[str, Any]:
        """The value of each field."""
        return {name: getattr(self, name) for name in self.fields}
