"""From a reading to a figure: what is printed, what follows from it by the relations of the table, and the scenario to compute."""
