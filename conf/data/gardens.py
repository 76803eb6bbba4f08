# Makes gardens.csv: python3 gardens.py > gardens.csv
#
# A garden has two hidden numbers, its size s and how wild w it is left, both N(0, 1). Each column
# follows from them by a law of its own: a size in square metres (log-normal, so its logarithm is
# normal), a price with a few absurd ones (Student-t of 2 degrees of freedom), birds seen in an hour
# (negative binomial), trees (Poisson), a pond or none, and the soil: 0 sand, 1 loam, 2 clay.
import math
import random

random.seed(20170102)


def poisson(rate):
    count, product = 0, random.random()
    while product > math.exp(-rate):
        count, product = count + 1, product * random.random()
    return count


def pick(weights):
    return random.choices(range(len(weights)), weights)[0]


print("log_size,price,birds,trees,pond,soil")
for row in range(500):
    size, wild = random.gauss(0, 1), random.gauss(0, 1)
    t = random.gauss(0, 1) / math.sqrt(random.expovariate(1))
    birds = poisson(random.gammavariate(2, math.exp(1.5 + 0.8 * wild) / 2))
    trees = poisson(math.exp(1 + 0.6 * size + 0.3 * wild))
    pond = pick([1, math.exp(size - wild)])
    soil = pick([math.exp(-wild), 1, math.exp(wild)])
    print("%.2f,%.0f,%d,%d,%d,%d" % (6 + 0.7 * size, 200 + 40 * size + 8 * t, birds, trees, pond, soil))
