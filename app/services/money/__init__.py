"""Budgets, payments, the ledger, and whether they agree."""
