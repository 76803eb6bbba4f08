"""1,200 made-up households: numbers, an amount that is skewed, categories, and 6 % of the cells missing.

python3 homes.py > homes.csv
"""

import math
import random

random = random.Random(7)
print("age,income,city,owner,since,rooms")
for _ in range(1200):
    wealth, years = random.gauss(0, 1), random.gauss(0, 1)
    weights = [
        math.exp(1.5 * wealth + years),
        math.exp(1.5 * wealth - years),
        math.exp(-1.5 * wealth + years),
        0.3 * math.exp(-1.5 * wealth - years),
    ]
    cells = [
        "%.1f" % (45 + 12 * years + random.gauss(0, 3)),
        "%.0f" % math.exp(10 + 0.8 * wealth + 0.3 * years + random.gauss(0, 0.2)),
        random.choices(["Bonn", "Lyon", "Oslo", "Turin"], weights)[0],
        "yes" if random.random() < 1 / (1 + math.exp(-1 - 2 * years)) else "no",
        str(2005 - round(15 * years + random.gauss(0, 3))),
        str(max(1, round(3.5 + 1.2 * wealth + random.gauss(0, 0.5)))),
    ]
    print(",".join(cell if random.random() > 0.06 else "" for cell in cells))
