"""Results become sentences, charts, tables and documents."""
