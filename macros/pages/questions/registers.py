"""What templates may ask of registers."""

from __future__ import annotations

from macros.pages.questions import Part
from macros.pages.reads import asked_property, kept
from macros.pages.views.registers import RegisterView, answers, registers
from macros.records.registers.rows import years_of


class Registers(Part):
    """Registers by fiscal year."""

    @asked_property
    def register_years(self) -> tuple[int, ...]:
        """The fiscal years that have a register, oldest first."""
        return years_of(self.records)

    @kept
    def registers(self, year: int) -> tuple[RegisterView, ...]:
        """Procurement, budget and what else is kept as rows of figures of a fiscal year."""
        return registers(self.site, year)

    @asked_property
    def register_answers(self) -> dict[tuple[int, str], tuple[tuple[int, str], ...]]:
        """Year and kind of a register → year and number of the items that lead to it."""
        return answers(self.records)

    def registers_of_unit(self, unit_id: str) -> tuple[RegisterView, ...]:
        """The registers that ``unit_id`` itself answers for, newest year first."""
        return tuple(register for year in reversed(self.register_years) for register in self.registers(year) if unit_id in register.units)
