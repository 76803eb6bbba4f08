package dev.elbo.submit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;

/** The arrows between the modules, and who may talk to the console and end the process. */
@AnalyzeClasses(packages = "dev.elbo", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule nothingPointsAtTheCommand =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.elbo.submit..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.elbo.submit..");

  @ArchTest
  static final ArchRule theCommandDoesNoMathematicsAndNoSpark =
      noClasses()
          .that()
          .resideInAPackage("dev.elbo.submit..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "org.apache.spark..", "org.nd4j..", "dev.elbo.vae..", "dev.elbo.optim..")
                  .and(not(resideInAPackage("org.apache.spark.launcher"))));

  @ArchTest
  static final ArchRule onlyMainsEndTheProcess =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.elbo.submit.Elbo")
          .and()
          .doNotHaveFullyQualifiedName("dev.elbo.job.Main")
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);

  @ArchTest
  static final ArchRule onlyTheMainTakesTheConsole =
      noClasses()
          .that()
          .resideInAnyPackage("dev.elbo.submit..", "dev.elbo.settings..", "dev.elbo.store..")
          .and()
          .doNotHaveFullyQualifiedName("dev.elbo.submit.Elbo")
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule nobodyLogsThroughTheJdk =
      GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
}
