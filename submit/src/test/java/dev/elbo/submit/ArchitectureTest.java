package dev.elbo.submit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.ObjectInputStream;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import javax.net.ServerSocketFactory;

/** The arrows between the modules, and what no class of any of them may do. */
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
  static final ArchRule nothingListensOnAPortThatSparkDidNotOpen =
      noClasses()
          .should()
          .dependOnClassesThat(
              assignableTo(ServerSocket.class)
                  .or(assignableTo(ServerSocketFactory.class))
                  .or(assignableTo(ServerSocketChannel.class))
                  .or(assignableTo(AsynchronousServerSocketChannel.class))
                  .or(assignableTo(DatagramSocket.class))
                  .or(assignableTo(DatagramChannel.class))
                  .or(
                      resideInAnyPackage(
                          "com.sun.net.httpserver..",
                          "java.rmi..",
                          "javax.management.remote..",
                          "io.netty..",
                          "org.sparkproject.jetty..",
                          "org.eclipse.jetty..")));

  @ArchTest
  static final ArchRule nothingIsReadByJavaSerialization =
      noClasses().should().dependOnClassesThat(assignableTo(ObjectInputStream.class));

  @ArchTest
  static final ArchRule nobodyLogsThroughTheJdk =
      GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
}
