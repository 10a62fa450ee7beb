"""Rolls of members: lists of the people who were asked, as a CSV, a workbook or a OneRoster export."""
