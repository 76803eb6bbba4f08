package dev.elbo.job.ml;

import dev.elbo.ElboException;
import dev.elbo.settings.Assignment;
import dev.elbo.settings.InvalidSetting;
import dev.elbo.settings.Reference;
import dev.elbo.settings.Values;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import scala.runtime.AbstractFunction1;

/**
 * The params of a stage and the setting that each stands for. What a setting means and what it is
 * by default is in reference.conf alone; so are the names that it takes. A value is checked by
 * itself when it is set, and together with the others when they become settings.
 */
public final class ParamTable implements Serializable {
  private static final long serialVersionUID = 1;

  private final Params owner;
  private final Map<String, Param<?>> params = new LinkedHashMap<>();
  private final Map<String, String> keys = new LinkedHashMap<>();
  private final Map<String, Reader> readers = new LinkedHashMap<>();
  private final List<String> hocon = new ArrayList<>();

  /** A table without params for a stage that has its uid. */
  ParamTable(Params owner) {
    this.owner = owner;
  }

  /** The key of each param that stands for a setting, by its name, in the order of themes. */
  public Map<String, String> keys() {
    return Collections.unmodifiableMap(keys);
  }

  /** What of the settings the stage was told, not what it is by default. */
  List<Assignment> assignments() {
    List<Assignment> given = new ArrayList<>();
    keys.forEach(
        (name, key) -> {
          Param<?> param = params.get(name);
          if (owner.isSet(param)) {
            Object value = owner.getOrDefault(param);
            String place = "param " + name;
            given.add(
                hocon.contains(name)
                    ? new Assignment(key, (String) value, place)
                    : Assignment.of(key, plain(value), place));
          }
        });
    return given;
  }

  /**
   * Takes over what was set elsewhere, so that the params say what holds.
   *
   * @param names not to be taken over
   */
  @SuppressWarnings("unchecked")
  void adopt(Values values, List<String> names) {
    keys.forEach(
        (name, key) -> {
          Param<?> param = params.get(name);
          if (!owner.isSet(param)
              && !values.isNull(key)
              && !values.isDefault(key)
              && !names.contains(name)) {
            owner.set((Param<Object>) param, readers.get(name).read(values, key));
          }
        });
  }

  /** Arrays as lists. */
  private static Object plain(Object value) {
    if (value instanceof int[] wholes) {
      return Arrays.stream(wholes).boxed().toList();
    }
    if (value instanceof double[] numbers) {
      return Arrays.stream(numbers).boxed().toList();
    }
    return value instanceof String[] texts ? List.of(texts) : value;
  }

  void whole(String name, String key, Bound bound) {
    Valid<Object> valid = new Valid<>(value -> bound.check(name, (Integer) value));
    add(key, new IntParam(owner, name, doc(key), valid), Values::integer);
  }

  void longWhole(String name, String key) {
    add(key, new LongParam(owner, name, doc(key)), Values::longInteger);
  }

  void number(String name, String key, Bound bound) {
    Valid<Object> valid = new Valid<>(value -> bound.check(name, (Double) value));
    add(key, new DoubleParam(owner, name, doc(key), valid), Values::number);
  }

  void wholes(String name, String key, Bound bound) {
    Valid<int[]> valid =
        new Valid<>(value -> Arrays.stream(value).forEach(i -> bound.check(name, i)));
    Reader reader = (from, at) -> from.integers(at).stream().mapToInt(i -> i).toArray();
    add(key, new IntArrayParam(owner, name, doc(key), valid), reader);
  }

  void numbers(String name, String key) {
    Reader reader = (from, at) -> from.numbers(at).stream().mapToDouble(d -> d).toArray();
    add(key, new DoubleArrayParam(owner, name, doc(key)), reader);
  }

  void texts(String name, String key) {
    Reader reader = (from, at) -> from.texts(at).toArray(String[]::new);
    add(key, new StringArrayParam(owner, name, doc(key)), reader);
  }

  /** A text; without a default if the setting has none. */
  void text(String name, String key) {
    add(key, new Param<String>(owner, name, doc(key)), Values::text);
  }

  /** One of the names that the setting takes. */
  void choice(String name, String key) {
    Valid<String> valid = new Valid<>(value -> Reference.requireChoice(key, value, name));
    add(key, new Param<String>(owner, name, doc(key), valid), Values::text);
  }

  /** One of some names, or a number as a text. */
  void either(String name, String key, Bound bound, String... names) {
    Valid<String> valid =
        new Valid<>(
            value -> {
              if (!List.of(names).contains(value)) {
                bound.check(name, parse(name, value, names));
              }
            });
    add(key, new Param<String>(owner, name, doc(key), valid), Values::text);
  }

  private static double parse(String name, String text, String... names) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw ElboException.settings(
          "Cannot use %s: [%s] is neither a number nor one of %s. Give one of the two."
              .formatted(name, text, List.of(names)));
    }
  }

  /** A value of several parts, written in HOCON. */
  void hocon(String name, String key) {
    hocon.add(name);
    add(key, new Param<String>(owner, name, doc(key) + " As HOCON."), Values::hocon);
  }

  /** A text whose setting has another default, which its doc tells. */
  void textWithout(String name, String key, String doc) {
    params.put(name, new Param<String>(owner, name, doc));
    keys.put(name, key);
    readers.put(name, Values::text);
  }

  /** A text that stands for no setting; without a default. */
  void own(String name, String doc) {
    params.put(name, new Param<String>(owner, name, doc));
  }

  /** A text that stands for no setting. */
  void own(String name, String doc, String otherwise) {
    own(name, doc);
    setDefault(text(name), otherwise);
  }

  /** A list of texts that stands for no setting; without a default. */
  void ownTexts(String name, String doc) {
    params.put(name, new StringArrayParam(owner, name, doc));
  }

  IntParam whole(String name) {
    return (IntParam) params.get(name);
  }

  LongParam longWhole(String name) {
    return (LongParam) params.get(name);
  }

  DoubleParam number(String name) {
    return (DoubleParam) params.get(name);
  }

  IntArrayParam wholes(String name) {
    return (IntArrayParam) params.get(name);
  }

  DoubleArrayParam numbers(String name) {
    return (DoubleArrayParam) params.get(name);
  }

  StringArrayParam texts(String name) {
    return (StringArrayParam) params.get(name);
  }

  @SuppressWarnings("unchecked")
  Param<String> text(String name) {
    return (Param<String>) params.get(name);
  }

  private void add(String key, Param<?> param, Reader reader) {
    String name = param.name();
    params.put(name, param);
    keys.put(name, key);
    readers.put(name, reader);
    if (!Reference.defaults().isNull(key)) {
      setDefault(param, reader.read(Reference.defaults(), key));
    }
  }

  @SuppressWarnings("unchecked")
  private void setDefault(Param<?> param, Object value) {
    owner.setDefault((Param<Object>) param, value);
  }

  private static String doc(String key) {
    return "%s (%s)".formatted(Reference.meaning(key), key);
  }

  /** A check that says what is wrong; Spark's own message would name the value alone. */
  private static final class Valid<T> extends AbstractFunction1<T, Object> implements Serializable {
    private static final long serialVersionUID = 1;

    private final Check<T> check;

    Valid(Check<T> check) {
      this.check = check;
    }

    @Override
    public Object apply(T value) {
      try {
        check.accept(value);
        return true;
      } catch (InvalidSetting e) {
        throw ElboException.settings(e.getMessage());
      }
    }
  }

  /** Reads what a param is out of settings. */
  private interface Reader extends Serializable {
    Object read(Values values, String key);
  }

  private interface Check<T> extends Consumer<T>, Serializable {}
}
