"""Goal tables and lists of projects: heads, money, goals and indicators, in any arrangement of labels and columns."""
