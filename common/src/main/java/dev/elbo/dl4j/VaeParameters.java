package dev.elbo.dl4j;

import dev.elbo.distribution.Noise;
import dev.elbo.vae.Initializer;
import dev.elbo.vae.ParameterLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The parameters of a {@link VaeLayer}, which are those of {@link ParameterLayout}: the same names,
 * the same order, a weight [in, out] in C order. So DL4J's flat vector is Elbo's, number by number,
 * and the updater sees one block.
 */
final class VaeParameters implements ParamInitializer {
  static final VaeParameters INSTANCE = new VaeParameters();

  private VaeParameters() {}

  static ParameterLayout layout(Layer layer) {
    return new ParameterLayout(((VaeLayer) layer).architecture());
  }

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return layout(layer).length();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return layout(layer).tensors().stream().map(ParameterLayout.Tensor::name).toList();
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return paramKeys(layer).stream().filter(key -> isWeightParam(layer, key)).toList();
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return paramKeys(layer).stream().filter(key -> isBiasParam(layer, key)).toList();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return key.endsWith(".weight");
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return key.endsWith(".bias");
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray vector, boolean initialize) {
    VaeLayer layer = (VaeLayer) conf.getLayer();
    ParameterLayout layout = layout(layer);
    if (initialize) {
      float[] drawn =
          Initializer.initialize(layout, layer.initialization(), Noise.of(conf.getSeed(), 0, 0, 0));
      flat(vector).assign(Nd4j.createFromArray(drawn));
    }
    layout.tensors().forEach(tensor -> conf.addVariable(tensor.name()));
    return views(layout, vector);
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray vector) {
    return views(layout(conf.getLayer()), vector);
  }

  /** A row vector of DL4J as a vector, on the same memory. */
  static INDArray flat(INDArray vector) {
    return vector.reshape(vector.length());
  }

  private static Map<String, INDArray> views(ParameterLayout layout, INDArray vector) {
    Map<String, INDArray> views = new LinkedHashMap<>();
    INDArray flat = flat(vector);
    for (ParameterLayout.Tensor tensor : layout.tensors()) {
      INDArray part =
          flat.get(NDArrayIndex.interval(tensor.offset(), tensor.offset() + tensor.length()));
      // DL4J's biases are row vectors.
      int rows = tensor.isBias() ? 1 : tensor.in();
      views.put(tensor.name(), part.reshape('c', rows, tensor.out()));
    }
    return views;
  }
}
