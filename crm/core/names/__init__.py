"""Names of companies, people and ships: normalised, compared with reasons, indexed in memory. No tables here."""
