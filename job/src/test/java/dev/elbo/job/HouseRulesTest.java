package dev.elbo.job;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.ObjectInputStream;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every class of the modules common and job. */
class HouseRulesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.elbo");

  @Test
  void onlyTheMainEndsTheJvm() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.elbo.job.Main")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .because("library code never ends the JVM of its user")
        .check(CLASSES);
  }

  @Test
  void onlyTheMainsPrint() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.elbo.job")
        .should(ACCESS_STANDARD_STREAMS)
        .because("the rest logs, or is handed a stream")
        .check(CLASSES);
  }

  @Test
  void randomNumbersComeFromNoiseAlone() {
    noClasses()
        .should()
        .dependOnClassesThat(
            assignableTo(Random.class)
                .or(assignableTo(SplittableRandom.class))
                .or(resideInAnyPackage("org.nd4j.linalg.api.rng..")))
        .orShould()
        .callMethod(Math.class, "random")
        .orShould(
            callMethodWhere(
                describe(
                    "the method is ND4J's rand",
                    (JavaCall<?> call) ->
                        call.getTargetOwner().getName().equals("org.nd4j.linalg.factory.Nd4j")
                            && call.getName().startsWith("rand"))))
        .because("a result depends on the seed, not on order or threads")
        .check(CLASSES);
  }

  @Test
  void nothingIsReadByJavaSerialization() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ObjectInputStream.class)
        .because("a file must not be able to name a class")
        .check(CLASSES);
  }

  @Test
  void noPublicMethodTakesABoolean() {
    methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .should(takeNoBoolean())
        .because("a call with true says nothing; two methods or an enum do")
        .check(CLASSES);
  }

  @Test
  void namesSayWhatAClassIs() {
    classes()
        .should()
        .haveNameNotMatching(".*(Utils?|Helper|Manager)")
        .because("such a class has no subject")
        .check(CLASSES);
  }

  private static ArchCondition<JavaMethod> takeNoBoolean() {
    DescribedPredicate<JavaMethod> takesOne =
        describe(
            "take a boolean",
            method ->
                method.getRawParameterTypes().stream()
                        .anyMatch(type -> type.isEquivalentTo(boolean.class))
                    && !isAskedFor(method));
    return new ArchCondition<>("take no boolean") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        if (takesOne.test(method)) {
          events.add(
              SimpleConditionEvent.violated(method, method.getDescription() + " takes a boolean"));
        }
      }
    };
  }

  /** True for a method that a class or an interface of somebody else declares. */
  private static boolean isAskedFor(JavaMethod method) {
    String[] parameters =
        method.getRawParameterTypes().stream().map(JavaClass::getName).toArray(String[]::new);
    return Stream.concat(
            method.getOwner().getAllRawSuperclasses().stream(),
            method.getOwner().getAllRawInterfaces().stream())
        .filter(type -> !type.getPackageName().startsWith("dev.elbo"))
        .anyMatch(type -> type.tryGetMethod(method.getName(), parameters).isPresent());
  }
}
