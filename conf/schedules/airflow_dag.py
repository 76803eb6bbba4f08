"""Retraining by Airflow (2.9 or newer, or 3), in two ways; keep the one that fits.

retrain_by_command runs the `elbo` command on the worker: it needs Elbo there, works with every master and deploy mode,
and takes the exit code of a driver on another machine from the file that it writes its console into.
retrain_by_spark_submit uses the connection `spark_default` of the Spark provider: it needs the job jar where
spark-submit finds it, and client mode, since in cluster mode spark-submit hands no exit code on.

Nothing new (99) and a lock that another run holds (75) show as skipped. A champion that stays (10) is a success: the
decision is in elbo.output.dir. A cluster that failed (5) is tried again and goes on from the last checkpoint; so is, in
vain, what stays wrong (2 settings, 3 data, 4 divergence) in the first way, while the second fails at once.
One run at a time, and no runs for nights that were missed: the next one takes all that is new.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from airflow import DAG
from airflow.exceptions import AirflowException, AirflowFailException, AirflowSkipException
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.providers.standard.operators.bash import BashOperator

ELBO = "/opt/elbo/submit/bin/elbo"
JAR = "/opt/elbo/job/target/elbo-job.jar"
CONF = "/etc/elbo/readings.conf"

KEPT = 10
SKIPPED = [75, 99]
WRONG = [2, 3, 4]


def outcome(message: str) -> int | None:
    """The exit code of the driver in a message of SparkSubmitHook."""
    found = re.search(r"Error code is: (\d+)", message)
    return int(found.group(1)) if found else None


class RetrainBySparkSubmit(SparkSubmitOperator):
    """spark-submit whose exit codes mean what Elbo's do."""

    def execute(self, context):
        try:
            return super().execute(context)
        except AirflowException as failure:
            code = outcome(str(failure))
            if code == KEPT:
                return None
            if code in SKIPPED:
                raise AirflowSkipException(f"elbo retrain ended with [{code}]") from failure
            if code in WRONG:
                raise AirflowFailException(f"elbo retrain ended with [{code}]") from failure
            raise


def schedule(dag_id: str) -> DAG:
    return DAG(
        dag_id=dag_id,
        schedule="0 3 * * *",
        start_date=datetime(2026, 1, 1),
        catchup=False,
        max_active_runs=1,
        default_args={"retries": 2, "retry_delay": timedelta(minutes=10)},
        tags=["elbo"],
    )


with schedule("elbo_retrain_by_command") as by_command:
    BashOperator(
        task_id="retrain_by_command",
        bash_command=f"{ELBO} retrain {CONF} || {{ code=$?; [ $code = {KEPT} ] || exit $code; }}",
        skip_on_exit_code=SKIPPED,
    )

with schedule("elbo_retrain_by_spark_submit") as by_spark_submit:
    RetrainBySparkSubmit(
        task_id="retrain_by_spark_submit",
        conn_id="spark_default",
        application=JAR,
        java_class="dev.elbo.job.Main",
        application_args=["retrain", CONF],
        name="elbo-retrain",
        env_vars={"OMP_NUM_THREADS": "1"},
    )
