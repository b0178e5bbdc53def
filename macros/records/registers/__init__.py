"""Registers: rows of figures of a fiscal year – procurement, budget, the anti-corruption plan, risks, complaints – that items of the
OIT form ask for. The year is that of the figures; items of this year's form and of the next may be answered by one register."""

from macros.records.registers.anticorruption import AnticorruptionPlan, Project
from macros.records.registers.base import Register
from macros.records.registers.budget import BudgetReport, Expense
from macros.records.registers.complaints import ComplaintCount, ComplaintStatistics
from macros.records.registers.procurement import Contract, ProcurementPlan, ProcurementResults, Purchase
from macros.records.registers.risks import Risk, RiskAssessment

REGISTERS: dict[str, type[Register]] = {
    "procurement-plan": ProcurementPlan, "procurement-results": ProcurementResults, "budget-report": BudgetReport,
    "anticorruption-plan": AnticorruptionPlan, "risk-assessment": RiskAssessment, "complaint-statistics": ComplaintStatistics,
}

Row = Purchase | Contract | Expense | Project | Risk | ComplaintCount

__all__ = ["REGISTERS", "Register", "Row"]
