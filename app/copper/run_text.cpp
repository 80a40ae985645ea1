// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/run_text.h"

#include "app/copper/terminal_text.h"

#include <QJsonArray>

namespace copper::cli {

namespace {

QString placeText(const CollectionFault &fault)
{
    return fault.where.isEmpty() ? QString() : QStringLiteral(" at ") + fault.where;
}

QString faultSentence(const CollectionFault &fault)
{
    const QString at = placeText(fault);
    switch (fault.kind) {
    case CollectionFaultKind::NotJson:
        return QStringLiteral("line %1 is not JSON: %2").arg(fault.line).arg(fault.detail);
    case CollectionFaultKind::TooLarge:
        return QStringLiteral("it is larger than %1")
            .arg(sizeText(static_cast<std::uint64_t>(fault.limit)));
    case CollectionFaultKind::OtherFile:
        return QStringLiteral("it is JSON, but not a collection of Copperfield");
    case CollectionFaultKind::LaterVersion:
        return QStringLiteral("it has format version %1, and this program reads up to %2")
            .arg(fault.detail)
            .arg(kCollectionVersion);
    case CollectionFaultKind::UnknownMember:
        return QStringLiteral("there is no '%1'").arg(fault.detail) + at;
    case CollectionFaultKind::MissingMember:
        return QStringLiteral("'%1' is missing").arg(fault.detail) + at;
    case CollectionFaultKind::WrongKind:
        return fault.where + QStringLiteral(" is not a ") + fault.detail;
    case CollectionFaultKind::BadValue:
        return fault.where + QStringLiteral(" cannot be '%1'").arg(fault.detail);
    case CollectionFaultKind::TooMany:
        return QStringLiteral("more than %1").arg(fault.limit) + at;
    case CollectionFaultKind::TooDeep:
        return QStringLiteral("folders more than %1 deep").arg(fault.limit) + at;
    case CollectionFaultKind::TooLong:
        return QStringLiteral("more than %1 characters").arg(fault.limit) + at;
    case CollectionFaultKind::Twice:
        return QStringLiteral("'%1' is there twice").arg(fault.detail) + at;
    }
    return {};
}

QString faultHint(const CollectionFault &fault)
{
    if (fault.kind == CollectionFaultKind::LaterVersion)
        return QStringLiteral("Use the program it was written with, or a newer one.");
    if (fault.kind == CollectionFaultKind::NotJson)
        return QStringLiteral("Is it whole? Save it again from the window.");
    return QStringLiteral("The guide describes the file: docs/guide.md.");
}

QString subjectText(const Expectation &expectation)
{
    switch (expectation.what) {
    case Subject::Code:
        return QStringLiteral("the code");
    case Subject::Option:
        return expectation.of;
    case Subject::ContentFormat:
        return QStringLiteral("Content-Format");
    case Subject::Value:
        return expectation.of.isEmpty() ? QStringLiteral("the payload") : expectation.of;
    case Subject::Payload:
        return QStringLiteral("the payload");
    case Subject::PayloadDigest:
        return QStringLiteral("the payload's SHA-256");
    case Subject::Rtt:
        return QStringLiteral("the round trip in ms");
    }
    return {};
}

QString wishText(const Expectation &expectation)
{
    const QString is = comparisonKey(expectation.is);
    return expectation.is == Comparison::Exists || expectation.is == Comparison::Absent
               ? is
               : is + QLatin1Char(' ') + expectation.wish;
}

QString missingText(const CheckedExpectation &checked)
{
    const Expectation &asked = checked.expectation;
    if (asked.what != Subject::Value)
        return QStringLiteral("the answer has no %1").arg(subjectText(asked));
    QString text = QStringLiteral("the answer has nothing at %1").arg(subjectText(asked));
    if (!checked.reached.isEmpty())
        text += QStringLiteral(", it goes as far as %1").arg(checked.reached);
    return text;
}

QString bytesText(const CheckedExpectation &checked)
{
    if (checked.place == CheckedExpectation::Place::None || checked.length == 0)
        return {};
    const QString hex = QString::fromStdString(toHex(checked.bytes)) +
                        (checked.bytes.size() < checked.length ? QStringLiteral("...") : QString());
    if (checked.place == CheckedExpectation::Place::Option)
        return QStringLiteral("; bytes of the option: ") + hex;
    return QStringLiteral("; bytes %1 to %2: ")
               .arg(checked.offset)
               .arg(checked.offset + checked.length - 1) +
           hex;
}

const char *reasonKey(CheckVerdict verdict)
{
    switch (verdict) {
    case CheckVerdict::Met:
        return "met";
    case CheckVerdict::NotMet:
        return "not-met";
    case CheckVerdict::NothingThere:
        return "nothing-there";
    case CheckVerdict::BadPath:
        return "bad-path";
    case CheckVerdict::NoSenml:
        return "no-senml";
    case CheckVerdict::Unreadable:
        return "unreadable";
    case CheckVerdict::NotComparable:
        return "not-comparable";
    case CheckVerdict::BadWish:
        return "bad-wish";
    case CheckVerdict::NoVariable:
        return "variable";
    }
    return "";
}

const char *outcomeKey(StepOutcome outcome)
{
    switch (outcome) {
    case StepOutcome::Passed:
        return "passed";
    case StepOutcome::Failed:
        return "failed";
    case StepOutcome::NoAnswer:
        return "no-answer";
    case StepOutcome::CannotSend:
        return "cannot-send";
    case StepOutcome::NotRun:
        return "not-run";
    }
    return "";
}

QJsonObject checkJson(const CheckedExpectation &checked)
{
    const Expectation &asked = checked.expectation;
    QJsonObject object{
        {QStringLiteral("what"), subjectKey(asked.what)},
        {QStringLiteral("is"), comparisonKey(asked.is)},
        {QStringLiteral("passed"), checked.passed()},
        {QStringLiteral("reason"), QLatin1String(reasonKey(checked.verdict))},
        {QStringLiteral("value"), checked.hasValue ? QJsonValue(checked.value) : QJsonValue()},
    };
    if (asked.what == Subject::Option || asked.what == Subject::Value)
        object.insert(QStringLiteral("of"), asked.of);
    if (asked.is != Comparison::Exists && asked.is != Comparison::Absent)
        object.insert(QStringLiteral("wish"), asked.wish);
    if (checked.implied)
        object.insert(QStringLiteral("implied"), true);
    if (!checked.savedInto.isEmpty())
        object.insert(QStringLiteral("variable"), checked.savedInto);
    if (!checked.passed())
        object.insert(QStringLiteral("message"), checkText(checked));
    if (checked.place == CheckedExpectation::Place::None)
        return object;
    object.insert(QStringLiteral("bytes"), QString::fromStdString(toHex(checked.bytes)));
    object.insert(QStringLiteral("length"), static_cast<qint64>(checked.length));
    if (checked.place == CheckedExpectation::Place::Payload)
        object.insert(QStringLiteral("offset"), static_cast<qint64>(checked.offset));
    return object;
}

QString codeLine(Code code)
{
    const std::string_view name = codeName(code);
    const QString digits = QString::fromStdString(codeDigits(code));
    return name.empty()
               ? digits
               : digits + QLatin1Char(' ') + QString::fromUtf8(name.data(), qsizetype(name.size()));
}

ExitStatus statusOfStep(const StepResult &result)
{
    switch (result.outcome) {
    case StepOutcome::Passed:
    case StepOutcome::NotRun:
        return ExitStatus::Ok;
    case StepOutcome::NoAnswer:
        return statusOf(*result.failure, false);
    case StepOutcome::CannotSend:
        return stepComplaint(*result.fault).status;
    case StepOutcome::Failed:
        break;
    }
    for (const CheckedExpectation &checked : result.checks) {
        if (!checked.passed() && !checked.implied)
            return ExitStatus::ExpectationFailed;
    }
    return statusOf(result.response->code);
}

} // namespace

Complaint collectionComplaint(const QString &path, const CollectionFault &fault)
{
    return {QStringLiteral("malformed"),
            QStringLiteral("'%1' cannot be run: %2").arg(path, faultSentence(fault)),
            faultHint(fault),
            ExitStatus::DataMalformed,
            {}};
}

QString variableSentence(const VariableFault &fault)
{
    switch (fault.kind) {
    case VariableFaultKind::Unknown:
        return QStringLiteral("there is no variable named '%1'").arg(fault.name);
    case VariableFaultKind::Loop:
        return QStringLiteral("the variables go in a circle: %1")
            .arg(fault.chain.join(QStringLiteral(" -> ")));
    case VariableFaultKind::TooLong:
        return QStringLiteral("the text with the variable '%1' is too long").arg(fault.name);
    case VariableFaultKind::TooDeep:
        return QStringLiteral("the variable '%1' is more than %2 deep in others")
            .arg(fault.name)
            .arg(kMaxVariableDepth);
    }
    return {};
}

Complaint stepComplaint(const StepFault &fault)
{
    const auto malformed = [](const QString &sentence, const QString &hint) {
        return Complaint{
            QStringLiteral("malformed"), sentence, hint, ExitStatus::DataMalformed, {}};
    };
    switch (fault.kind) {
    case StepFaultKind::Variable:
        return usageComplaint(variableSentence(fault.variable),
                              QStringLiteral("Give it with --var NAME=VALUE or --env FILE."));
    case StepFaultKind::BadUri:
        return badUri(fault.text, fault.uri);
    case StepFaultKind::BadScheme:
        return usageComplaint(QStringLiteral("'%1' is neither coap nor coaps").arg(fault.text),
                              QStringLiteral("Use coap:// or coaps://."));
    case StepFaultKind::BadOption:
        return badOption(QString::fromStdString(fault.option.option), fault.option);
    case StepFaultKind::BlockOption:
        return usageComplaint(QStringLiteral("block options are set by the transfer itself"),
                              QStringLiteral("Say a block_size."));
    case StepFaultKind::BadHex:
        return badHex(QStringLiteral("the payload"));
    case StepFaultKind::BadJson:
        return malformed(QStringLiteral("the payload is not JSON: see byte %1").arg(fault.offset),
                         QStringLiteral("Send it as text if it is meant to be wrong."));
    case StepFaultKind::BadCbor:
        return malformed(
            QStringLiteral("the payload is no diagnostic notation of CBOR: see byte %1")
                .arg(fault.offset),
            fault.detail);
    case StepFaultKind::NoFile:
        return badInputFile(fault.text, QStringLiteral("it is not there or cannot be read"));
    case StepFaultKind::BadToken:
        return usageComplaint(QStringLiteral("the token '%1' cannot be used").arg(fault.text),
                              QStringLiteral("Give 0 to 8 bytes in hex."));
    }
    return {};
}

QString checkText(const CheckedExpectation &checked)
{
    const Expectation &asked = checked.expectation;
    const QString what = subjectText(asked);
    QString text;
    switch (checked.verdict) {
    case CheckVerdict::Met:
    case CheckVerdict::NotMet:
        text = what + QStringLiteral(" is ") +
               (checked.hasValue ? checked.value : QStringLiteral("not there")) +
               QStringLiteral(", wished ") + wishText(asked);
        break;
    case CheckVerdict::NothingThere:
        text = missingText(checked);
        break;
    case CheckVerdict::BadPath:
        text = QStringLiteral("'%1' names nothing: a path is empty, begins with / or with senml:")
                   .arg(asked.of);
        break;
    case CheckVerdict::NoSenml:
        text = QStringLiteral("the payload is no SenML pack, so there is no %1").arg(what);
        break;
    case CheckVerdict::Unreadable:
        text = QStringLiteral("the payload breaks its format at byte %1, and %2 is not before it")
                   .arg(checked.offset)
                   .arg(what);
        break;
    case CheckVerdict::NotComparable:
        text = QStringLiteral("%1 is %2, which cannot be compared by %3")
                   .arg(what, checked.value, comparisonKey(asked.is));
        break;
    case CheckVerdict::BadWish:
        text = QStringLiteral("%1 is %2, and it cannot be asked whether it is %3")
                   .arg(what, checked.value, wishText(asked));
        break;
    case CheckVerdict::NoVariable:
        text = QStringLiteral("%1 cannot be looked at: %2")
                   .arg(what, variableSentence(checked.variable));
        break;
    }
    if (!checked.savedInto.isEmpty())
        text += QStringLiteral("; wanted for {{%1}}").arg(checked.savedInto);
    return text + bytesText(checked);
}

QString outcomeWord(StepOutcome outcome)
{
    switch (outcome) {
    case StepOutcome::Passed:
        return QStringLiteral("PASS");
    case StepOutcome::Failed:
        return QStringLiteral("FAIL");
    case StepOutcome::NoAnswer:
        return QStringLiteral("NONE");
    case StepOutcome::CannotSend:
        return QStringLiteral("WRONG");
    case StepOutcome::NotRun:
        return QStringLiteral("SKIP");
    }
    return {};
}

QString outcomeText(const StepResult &result)
{
    if (result.response)
        return codeLine(result.response->code) + QStringLiteral(", ") +
               durationText(result.response->rtt);
    if (result.failure)
        return failureComplaint(*result.failure, false).sentence;
    if (result.fault)
        return stepComplaint(*result.fault).sentence;
    return QStringLiteral("not run");
}

QStringList failureLines(const StepResult &result)
{
    QStringList lines;
    for (const CheckedExpectation &checked : result.checks) {
        if (!checked.passed())
            lines << checkText(checked);
    }
    return lines;
}

QJsonObject stepJson(const StepResult &result)
{
    QJsonArray checks;
    for (const CheckedExpectation &checked : result.checks)
        checks.append(checkJson(checked));
    QJsonObject saved;
    for (const Variable &variable : result.saved)
        saved.insert(variable.name, variable.value);
    QJsonObject object{
        {QStringLiteral("name"), result.step.fullName()},
        {QStringLiteral("index"), static_cast<qint64>(result.index)},
        {QStringLiteral("result"), QLatin1String(outcomeKey(result.outcome))},
        {QStringLiteral("expectations"), checks},
        {QStringLiteral("duration_ms"), toMilliseconds(result.duration)},
    };
    if (!saved.isEmpty())
        object.insert(QStringLiteral("saved"), saved);
    if (!result.spec.uri.isEmpty()) {
        const std::string_view method = codeName(result.spec.method);
        object.insert(QStringLiteral("uri"), result.spec.uri);
        object.insert(QStringLiteral("method"),
                      QString::fromUtf8(method.data(), qsizetype(method.size())));
    }
    if (result.response) {
        object.insert(QStringLiteral("code"),
                      QString::fromStdString(codeDigits(result.response->code)));
        object.insert(QStringLiteral("rtt_ms"), toMilliseconds(result.response->rtt));
    }
    std::optional<Complaint> complaint;
    if (result.failure)
        complaint = failureComplaint(*result.failure, false);
    else if (result.fault)
        complaint = stepComplaint(*result.fault);
    if (complaint) {
        object.insert(QStringLiteral("kind"), complaint->kind);
        object.insert(QStringLiteral("message"), complaint->sentence);
        object.insert(QStringLiteral("hint"), complaint->hint);
    }
    return object;
}

QJsonObject runSummaryJson(const CollectionRun &run, const QString &name)
{
    const auto count = [&run](StepOutcome outcome) {
        return static_cast<qint64>(run.count(outcome));
    };
    Duration total{};
    for (const StepResult &result : run.results())
        total += result.duration;
    return {
        {QStringLiteral("name"), name},
        {QStringLiteral("steps"), static_cast<qint64>(run.stepCount())},
        {QStringLiteral("passed"), count(StepOutcome::Passed)},
        {QStringLiteral("failed"), count(StepOutcome::Failed)},
        {QStringLiteral("no_answer"), count(StepOutcome::NoAnswer)},
        {QStringLiteral("cannot_send"), count(StepOutcome::CannotSend)},
        {QStringLiteral("not_run"), count(StepOutcome::NotRun)},
        {QStringLiteral("duration_ms"), toMilliseconds(total)},
    };
}

QString runSummaryText(const CollectionRun &run)
{
    QStringList parts;
    const auto add = [&](StepOutcome outcome, const QString &words) {
        if (run.count(outcome) > 0 || outcome == StepOutcome::Passed)
            parts << words.arg(run.count(outcome));
    };
    add(StepOutcome::Passed, QStringLiteral("%1 passed"));
    add(StepOutcome::Failed, QStringLiteral("%1 failed"));
    add(StepOutcome::NoAnswer, QStringLiteral("%1 without an answer"));
    add(StepOutcome::CannotSend, QStringLiteral("%1 that could not be sent"));
    add(StepOutcome::NotRun, QStringLiteral("%1 not run"));
    Duration total{};
    for (const StepResult &result : run.results())
        total += result.duration;
    return parts.join(QStringLiteral(", ")) + QStringLiteral(" in ") + durationText(total);
}

JunitCase junitCase(const StepResult &result, const QString &collection)
{
    JunitCase test;
    test.group = (QStringList(collection) + result.step.folders).join(QLatin1Char('/'));
    test.name = result.step.name;
    test.duration = result.duration;
    switch (result.outcome) {
    case StepOutcome::Passed:
        test.verdict = JunitCase::Verdict::Passed;
        test.text = outcomeText(result);
        break;
    case StepOutcome::Failed:
        test.verdict = JunitCase::Verdict::Failed;
        test.message = failureLines(result).value(0);
        test.text =
            (QStringList(outcomeText(result)) + failureLines(result)).join(QLatin1Char('\n'));
        break;
    case StepOutcome::NoAnswer:
    case StepOutcome::CannotSend:
        test.verdict = JunitCase::Verdict::Error;
        test.message = outcomeText(result);
        break;
    case StepOutcome::NotRun:
        test.verdict = JunitCase::Verdict::Skipped;
        test.message = outcomeText(result);
        break;
    }
    return test;
}

ExitStatus statusOf(const CollectionRun &run)
{
    ExitStatus status = ExitStatus::Ok;
    bool failed = false;
    for (const StepResult &result : run.results()) {
        const ExitStatus each = statusOfStep(result);
        failed = failed || each == ExitStatus::ExpectationFailed;
        if (each != ExitStatus::ExpectationFailed)
            status = worse(status, each);
    }
    const bool ours = status == ExitStatus::Usage || status == ExitStatus::DataMalformed ||
                      status == ExitStatus::InputUnusable || status == ExitStatus::Interrupted;
    return failed && !ours ? ExitStatus::ExpectationFailed : status;
}

} // namespace copper::cli
