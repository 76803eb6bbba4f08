"""Elbo's Spark ML stages for PySpark.

    spark-submit --jars elbo-job.jar --py-files elbo-job.jar mine.py

    from elbo_ml import VariationalAutoencoder
    model = VariationalAutoencoder(inputCols=["a", "b"], latentDimension=2).fit(rows)

Every param of the Java stage is one here, with the same name, doc and default: they are asked for,
not repeated. Each has a setter and a getter (setLatentDimension, getLatentDimension).
"""

import sys

from pyspark.ml.evaluation import JavaEvaluator
from pyspark.ml.param import Param, TypeConverters
from pyspark.ml.util import JavaMLReadable, JavaMLWritable
from pyspark.ml.wrapper import JavaEstimator, JavaModel, JavaWrapper

__all__ = [
    "ElboEvaluator",
    "VariationalAutoencoder",
    "VariationalAutoencoderModel",
    "VariationalAutoencoderSummary",
]

# PySpark finds the class of a stage in a loaded pipeline by the name of its Java class.
_PACKAGE = "dev.elbo.job.ml"
sys.modules[_PACKAGE] = sys.modules[__name__]

_CONVERTERS = {
    "IntParam": TypeConverters.toInt,
    "LongParam": TypeConverters.toInt,
    "DoubleParam": TypeConverters.toFloat,
    "IntArrayParam": TypeConverters.toListInt,
    "DoubleArrayParam": TypeConverters.toListFloat,
    "StringArrayParam": TypeConverters.toListString,
    "Param": TypeConverters.toString,
}


class _ParamsOfJava:
    """The params of the Java stage, with setters and getters."""

    def _create_params_from_java(self):
        for java_param in list(self._java_obj.params()):
            name = java_param.name()
            if name not in self.__dict__:
                convert = _CONVERTERS[java_param.getClass().getSimpleName()]
                setattr(self, name, Param(self, name, java_param.doc(), convert))
        self._params = None

    def _of_new_java_obj(self, name):
        self._java_obj = self._new_java_obj(_PACKAGE + "." + name, self.uid)
        self._create_params_from_java()
        self._transfer_params_from_java()

    def __getattr__(self, name):
        param = name[3:4].lower() + name[4:]
        if name[:3] in ("set", "get") and isinstance(self.__dict__.get(param), Param):
            if name[:3] == "get":
                return lambda: self.getOrDefault(param)
            return lambda value: self._set(**{param: value})
        raise AttributeError("%s has no attribute %s" % (type(self).__name__, name))

    def setParams(self, **params):
        """Sets several params by name."""
        return self._set(**params)


class VariationalAutoencoder(_ParamsOfJava, JavaEstimator, JavaMLWritable, JavaMLReadable):
    """Trains a variational autoencoder as `elbo train` does; explainParams() lists its params."""

    __module__ = _PACKAGE

    def __init__(self, **params):
        super().__init__()
        self._of_new_java_obj("VariationalAutoencoder")
        self._set(**params)

    def _create_model(self, java_model):
        model = VariationalAutoencoderModel(java_model)
        model._transfer_params_from_java()
        return model


class VariationalAutoencoderModel(_ParamsOfJava, JavaModel, JavaMLWritable, JavaMLReadable):
    """A trained variational autoencoder: transform adds the columns whose names are set."""

    __module__ = _PACKAGE

    @property
    def features(self):
        """The features that it was trained on, by name."""
        return list(self._java_obj.features())

    @property
    def hasSummary(self):
        """Whether it knows how its training went."""
        return self._call_java("hasSummary")

    @property
    def summary(self):
        """How its training went."""
        return VariationalAutoencoderSummary(self._call_java("summary"))


class VariationalAutoencoderSummary(JavaWrapper):
    """How training went, by epoch; ELBOs are in nats an example."""

    __module__ = _PACKAGE

    @property
    def epochs(self):
        """The number of epochs that were trained."""
        return self._call_java("epochs")

    @property
    def epoch(self):
        """The epoch that the model is of, counted from 1."""
        return self._call_java("epoch")

    @property
    def elbo(self):
        """The ELBO of the model: on the rows held out, else as it was in training."""
        return self._call_java("elbo")

    @property
    def elboHistory(self):
        """The training ELBO by epoch."""
        return list(self._call_java("elboHistory"))

    @property
    def validationElboHistory(self):
        """The ELBO of the rows held out by epoch; NaN where none are held out."""
        return list(self._call_java("validationElboHistory"))

    @property
    def objectiveHistory(self):
        """The training objective by epoch."""
        return list(self._call_java("objectiveHistory"))


class ElboEvaluator(_ParamsOfJava, JavaEvaluator, JavaMLWritable, JavaMLReadable):
    """The mean ELBO of scored rows: what CrossValidator compares models by."""

    __module__ = _PACKAGE

    def __init__(self, **params):
        super().__init__()
        self._of_new_java_obj("ElboEvaluator")
        self._set(**params)
