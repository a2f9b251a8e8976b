// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record from what a configuration file says. The file's maps are records, its keys their
 * components, each described by {@link Key}; how a value is written stands in {@link ValueReader}.
 *
 * <p>Everything that is wrong is found in one go, up to a bound. A record whose constructor throws
 * {@link IllegalArgumentException} says by it what does not fit together.
 */
public final class RecordReader {
  /** Nobody reads more, and a file of nothing but mistakes must not take long. */
  static final int MAX_PROBLEMS = 50;

  /**
   * What came of a file.
   *
   * @param value the record; empty when there is a problem
   * @param problems in the order of the file, what is missing after what is wrong
   */
  public record Reading<R extends Record>(Optional<R> value, List<SettingsProblem> problems) {
    public Reading {
      problems = List.copyOf(problems);
    }
  }

  private final List<SettingsProblem> problems = new ArrayList<>();

  private RecordReader() {}

  /**
   * Reads a whole file or a section of it.
   *
   * @param tree keys to texts, numbers, truth values, lists and maps, as a YAML reader gives them
   */
  public static <R extends Record> Reading<R> read(Class<R> type, Map<?, ?> tree) {
    return read(type, tree, "");
  }

  /**
   * @param path where the section stands in its file, {@code bus.options}; empty for the file
   */
  public static <R extends Record> Reading<R> read(Class<R> type, Map<?, ?> tree, String path) {
    RecordReader reader = new RecordReader();
    R value = reader.section(path, type, tree);
    return new Reading<>(
        reader.problems.isEmpty() ? Optional.ofNullable(value) : Optional.empty(), reader.problems);
  }

  void wrong(String path, String what, String wanted) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(new SettingsProblem(path, what, wanted));
    }
  }

  /** Null when something in it is wrong, which has been noted. */
  <R extends Record> @Nullable R section(String path, Class<R> type, Map<?, ?> tree) {
    RecordComponent[] components = type.getRecordComponents();
    unknownKeys(path, components, tree);
    Object[] values = new Object[components.length];
    int before = problems.size();
    for (int index = 0; index < components.length; index++) {
      values[index] = component(path, components[index], tree);
    }
    if (problems.size() > before || problems.size() >= MAX_PROBLEMS) {
      return null;
    }
    return construct(path, type, components, values);
  }

  private void unknownKeys(String path, RecordComponent[] components, Map<?, ?> tree) {
    List<String> known = Arrays.stream(components).map(RecordComponent::getName).toList();
    for (Object key : tree.keySet()) {
      if (problems.size() >= MAX_PROBLEMS) {
        return;
      }
      if (!known.contains(String.valueOf(key))) {
        wrong(
            below(path, String.valueOf(key)),
            "is no setting",
            "there are: " + String.join(", ", known));
      }
    }
  }

  private @Nullable Object component(String path, RecordComponent component, Map<?, ?> tree) {
    Key key = keyOf(component);
    String at = below(path, component.getName());
    Object written = tree.get(component.getName());
    Type type = component.getGenericType();
    if (written != null) {
      return new ValueReader(this, key).read(at, type, written);
    }
    if (component.getType() == Optional.class) {
      return Optional.empty();
    }
    if (key.fallback().isEmpty()) {
      wrong(at, "is missing", ValueReader.form(type, key));
      return null;
    }
    return new ValueReader(this, key).read(at, type, ValueReader.fallback(type, key.fallback()));
  }

  static Key keyOf(RecordComponent component) {
    Key key = component.getAnnotation(Key.class);
    if (key == null) {
      throw new IllegalArgumentException(
          component.getDeclaringRecord().getName()
              + "."
              + component.getName()
              + " has no @Key: say what it means");
    }
    return key;
  }

  static String below(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private <R extends Record> @Nullable R construct(
      String path, Class<R> type, RecordComponent[] components, Object[] values) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<R> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException misfit) {
        wrong(path, String.valueOf(misfit.getMessage()), "");
        return null;
      }
      throw new IllegalStateException("settings " + type.getName() + " can't be made", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("settings " + type.getName() + " can't be made", e);
    }
  }

  /** The values of a map whose keys are free, in the order of the file. */
  Map<String, Object> entries(String path, Type of, Map<?, ?> written, ValueReader reader) {
    Map<String, Object> read = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : written.entrySet()) {
      Object value = reader.read(below(path, String.valueOf(entry.getKey())), of, entry.getValue());
      if (value != null) {
        read.put(String.valueOf(entry.getKey()), value);
      }
    }
    return read;
  }
}
