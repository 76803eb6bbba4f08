package dev.elbo.dl4j;

import java.util.List;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** What DL4J asks of every output layer and what one that knows no classes cannot do. */
abstract class NoClassifier extends BaseLayer<VaeLayer> implements IOutputLayer {
  private static final long serialVersionUID = 1;

  NoClassifier(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public double f1Score(DataSet data) {
    throw unsupported("classify");
  }

  @Override
  public double f1Score(INDArray examples, INDArray labels) {
    throw unsupported("classify");
  }

  @Override
  @Deprecated
  public int numLabels() {
    throw unsupported("classify");
  }

  @Override
  public int[] predict(INDArray examples) {
    throw unsupported("classify");
  }

  @Override
  public List<String> predict(DataSet data) {
    throw unsupported("classify");
  }

  @Override
  public void fit(DataSetIterator data) {
    throw unsupported("fit alone");
  }

  @Override
  public void fit(INDArray examples, INDArray labels) {
    throw unsupported("fit alone");
  }

  @Override
  public void fit(DataSet data) {
    throw unsupported("fit alone");
  }

  @Override
  public void fit(INDArray examples, int[] labels) {
    throw unsupported("fit alone");
  }

  private static UnsupportedOperationException unsupported(String what) {
    return new UnsupportedOperationException(
        "The VAE layer does not %s. Use the network that it is the layer of.".formatted(what));
  }
}
