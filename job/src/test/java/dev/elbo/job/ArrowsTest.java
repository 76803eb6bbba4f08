package dev.elbo.job;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which package of this module may use which: mains, then train and doctor, then data. */
class ArrowsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
          .importPackages("dev.elbo.job");

  @Test
  void dataDoesNotKnowTraining() {
    noClasses()
        .that()
        .resideInAPackage("dev.elbo.job.data..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.elbo.job.train..")
        .check(CLASSES);
  }

  @Test
  void nothingUsesTheMains() {
    noClasses()
        .that()
        .resideInAPackage("dev.elbo.job.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.elbo.job")
        .check(CLASSES);
  }

  @Test
  void thereAreNoCirclesBetweenPackages() {
    slices().matching("dev.elbo.job.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheMainsReadCommandLines() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.elbo.job")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(CLASSES);
  }
}
