"""Imports elbo_ml with stand-ins for PySpark's classes and asks it for the params of Java's stages.

Arguments: a file with a line a param, "stage<TAB>class<TAB>name". Fails where PySpark would.
"""

import collections
import sys
import types


class Param:
    def __init__(self, parent, name, doc, typeConverter):
        self.parent, self.name, self.doc, self.typeConverter = parent, name, doc, typeConverter


class Params:
    def __init__(self):
        self.uid = "uid"
        self._values = {}

    def _set(self, **values):
        for name, value in values.items():
            param = getattr(self, name)
            self._values[name] = param.typeConverter(value)
        return self

    def getOrDefault(self, name):
        return self._values[name]


class JavaWrapper(Params):
    def _new_java_obj(self, name, uid):
        return JavaStage(name)

    def _transfer_params_from_java(self):
        pass


class JavaClass(collections.namedtuple("JavaClass", "name")):
    def getSimpleName(self):
        return self.name


class JavaParam(collections.namedtuple("JavaParam", "kind title")):
    def name(self):
        return self.title

    def doc(self):
        return "Doc."

    def getClass(self):
        return JavaClass(self.kind)


class JavaStage:
    def __init__(self, name):
        self.stage = name

    def params(self):
        return [JavaParam(kind, name) for stage, kind, name in LINES if stage == self.stage]


def module(name, **content):
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].__dict__.update(content)


def base(name):
    return type(name, (JavaWrapper,), {})


def mixin(name):
    return type(name, (), {})


converters = types.SimpleNamespace(
    toInt=int,
    toFloat=float,
    toString=str,
    toListInt=lambda values: [int(v) for v in values],
    toListFloat=lambda values: [float(v) for v in values],
    toListString=lambda values: [str(v) for v in values],
)
module("pyspark")
module("pyspark.ml")
module("pyspark.ml.param", Param=Param, TypeConverters=converters)
module("pyspark.ml.evaluation", JavaEvaluator=base("JavaEvaluator"))
module("pyspark.ml.util", JavaMLReadable=mixin("Readable"), JavaMLWritable=mixin("Writable"))
module(
    "pyspark.ml.wrapper",
    JavaEstimator=base("JavaEstimator"),
    JavaModel=base("JavaModel"),
    JavaWrapper=JavaWrapper,
)

LINES = [line.rstrip("\n").split("\t") for line in open(sys.argv[1])]

import elbo_ml  # noqa: E402

VALUES = {
    "IntParam": 3,
    "LongParam": 3,
    "DoubleParam": 0.5,
    "Param": "text",
    "IntArrayParam": [3, 5],
    "DoubleArrayParam": [0.5],
    "StringArrayParam": ["x"],
}
for made in (elbo_ml.VariationalAutoencoder, elbo_ml.ElboEvaluator):
    stage = made()
    name = made.__module__ + "." + made.__name__
    params = [(kind, param) for stage_name, kind, param in LINES if stage_name == name]
    assert params, name
    for kind, param in params:
        title = param[0].upper() + param[1:]
        assert getattr(stage, "set" + title)(VALUES[kind]) is stage
        assert getattr(stage, "get" + title)() == VALUES[kind], param
        made(**{param: VALUES[kind]})
    try:
        made(nothing=1)
        raise SystemExit("took a param that is none")
    except AttributeError as e:
        assert str(e) == made.__name__ + " has no attribute nothing", e
    loaded = __import__(made.__module__, fromlist=[made.__name__])
    assert getattr(loaded, made.__name__) is made
