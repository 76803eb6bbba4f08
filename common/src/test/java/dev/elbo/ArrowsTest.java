package dev.elbo;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Which package of this module may use which. All may use the classes of {@code dev.elbo}. */
class ArrowsTest {
  private static final String ROOT = "dev.elbo";

  /** A package, and the packages of ours that it may use. */
  private static final Map<String, List<String>> ARROWS =
      Map.ofEntries(
          Map.entry("distribution", List.of()),
          Map.entry("feature", List.of()),
          Map.entry("optim", List.of()),
          Map.entry("estimator", List.of("distribution")),
          Map.entry("vae", List.of("estimator", "distribution", "optim")),
          Map.entry("dl4j", List.of("vae", "optim", "feature", "distribution")),
          Map.entry("settings", List.of("vae", "optim", "feature", "distribution")),
          Map.entry("gate", List.of("settings", "feature", "distribution")),
          Map.entry("store", List.of("gate", "settings", "vae", "optim", "feature")),
          Map.entry("registry", List.of("store")),
          Map.entry(
              "report",
              List.of("store", "gate", "settings", "vae", "feature", "estimator", "distribution")));

  @SuppressWarnings("unused") // read by name
  private static final Set<String> PACKAGES = ARROWS.keySet();

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
          .importPackages(ROOT);

  @ParameterizedTest
  @FieldSource("PACKAGES")
  void aPackageUsesOnlyThoseItsArrowsPointAt(String name) {
    String[] allowed =
        Stream.concat(Stream.of(name), ARROWS.get(name).stream())
            .map(p -> ROOT + "." + p + "..")
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(ROOT + "." + name + "..")
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage(ROOT + "..")
                .or(resideInAPackage(ROOT))
                .or(resideInAnyPackage(allowed)))
        .because("the arrows of dev.elbo." + name + " are " + ARROWS.get(name))
        .check(CLASSES);
  }

  @Test
  void everyPackageHasItsArrowsInTheTable() {
    Set<String> found = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      String[] parts = type.getPackageName().split("\\.", -1);
      if (parts.length > 2) {
        found.add(parts[2]);
      }
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(ARROWS.keySet());
  }

  @Test
  void thereAreNoCirclesBetweenPackages() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theRootUsesNoPackageOfOurs() {
    noClasses()
        .that()
        .resideInAPackage(ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ARROWS.keySet().stream().map(p -> ROOT + "." + p + "..").toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void nothingUsesSpark() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.spark..")
        .check(CLASSES);
  }

  @Test
  void onlySettingsKnowsItsConfigurationLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.elbo.settings..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.typesafe.config..")
        .check(CLASSES);
  }

  /** They are on no class path without a GPU: a class that names them does not load there. */
  @Test
  void onlyTheDeviceItselfUsesCudasClasses() {
    noClasses()
        .that()
        .haveNameNotMatching(
            "dev\\.elbo\\.vae\\.cuda\\.(Cuda(Device|Calls|Page|Streams|Tape)|Cubins)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco.cuda..")
        .check(CLASSES);
  }
}
