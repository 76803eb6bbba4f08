# Makes trees.csv: python3 trees.py > trees.csv
#
# A tree has two hidden numbers, its age a and its light l, both N(0, 1), and a species with a bias
# of its own. Each column is mean + scale * (species bias + a * (loading on a) + l * (loading on l)
# + noise * N(0, 1)), so six columns carry two latents and a class.
import random

SPECIES = ["birch", "oak", "pine"]
#          column         mean scale  biases             age  light noise
COLUMNS = [("height_m",   18,  4,   (0.0, -0.4, 0.8),    0.9,  0.5, 0.3),
           ("trunk_cm",   32,  7,   (-0.8, 0.9, 0.0),    1.0, -0.1, 0.3),
           ("crown_m",    7,   1.6, (0.0, 0.9, -0.8),    0.5,  0.8, 0.3),
           ("rings",      55,  14,  (-0.5, 0.5, 0.0),    1.1,  0.0, 0.1),
           ("bark_mm",    14,  3,   (-1.0, 0.6, 0.5),    0.7, -0.3, 0.4),
           ("leaf_cm2",   28,  7,   (0.3, 0.9, -1.4),   -0.2,  0.9, 0.3)]

random.seed(20170101)
print(",".join([column[0] for column in COLUMNS] + ["species"]))
for row in range(600):
    kind = random.randrange(len(SPECIES))
    age, light = random.gauss(0, 1), random.gauss(0, 1)
    cells = []
    for _, mean, scale, bias, on_age, on_light, noise in COLUMNS:
        signal = bias[kind] + on_age * age + on_light * light + noise * random.gauss(0, 1)
        cells.append("%.2f" % (mean + scale * signal))
    print(",".join(cells + [SPECIES[kind]]))
