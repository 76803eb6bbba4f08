/**
 * The report of a training run: one self-contained HTML file that needs neither a network nor a
 * script. {@link dev.elbo.report.Report} turns {@link dev.elbo.report.ReportData} into text and
 * touches nothing else; equal data gives equal text. The markup is also well-formed XML. Nothing
 * depends on this package but the program that writes the file.
 */
package dev.elbo.report;
