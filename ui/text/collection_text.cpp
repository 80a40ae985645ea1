// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/collection_text.h"

#include "ui/text/failure_text.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"

#include <QCoreApplication>

namespace copper {

namespace {

struct CollectionText
{
    Q_DECLARE_TR_FUNCTIONS(CollectionText)
};

QString placed(const QString &sentence, const CollectionFault &fault)
{
    return fault.where.isEmpty()
               ? sentence + QLatin1Char('.')
               : CollectionText::tr("%1, at %2.").arg(sentence, displayText(fault.where, 120));
}

QString subjectText(const Expectation &expectation)
{
    if (expectation.what == Subject::Option)
        return displayText(expectation.of, 80);
    if (expectation.what == Subject::Value && !expectation.of.isEmpty())
        return displayText(expectation.of, 200);
    return subjectName(expectation.what);
}

QString wishText(const Expectation &expectation)
{
    const bool alone = expectation.is == Comparison::Exists || expectation.is == Comparison::Absent;
    return alone ? comparisonName(expectation.is)
                 : comparisonName(expectation.is) + QLatin1Char(' ') +
                       displayText(expectation.wish, 200);
}

QString bytesText(const CheckedExpectation &checked)
{
    if (checked.place == CheckedExpectation::Place::None || checked.length == 0)
        return {};
    const QString hex = hexPairs(checked.bytes) +
                        (checked.bytes.size() < checked.length ? QStringLiteral(" …") : QString());
    const QString where = checked.place == CheckedExpectation::Place::Option
                              ? CollectionText::tr("bytes of the option: %1").arg(hex)
                              : CollectionText::tr("bytes %1–%2: %3")
                                    .arg(checked.offset)
                                    .arg(checked.offset + checked.length - 1)
                                    .arg(hex);
    return QStringLiteral(" · ") + where;
}

QString sentenceOf(const CheckedExpectation &checked)
{
    const Expectation &asked = checked.expectation;
    const QString what = subjectText(asked);
    const QString value = displayText(checked.value, 200);
    switch (checked.verdict) {
    case CheckVerdict::Met:
    case CheckVerdict::NotMet:
        return checked.hasValue
                   ? CollectionText::tr("%1 is %2, expected %3").arg(what, value, wishText(asked))
                   : CollectionText::tr("%1 is not there").arg(what);
    case CheckVerdict::NothingThere:
        if (asked.what != Subject::Value)
            return CollectionText::tr("The answer has no %1").arg(what);
        return checked.reached.isEmpty()
                   ? CollectionText::tr("The answer has nothing at %1").arg(what)
                   : CollectionText::tr("The answer has nothing at %1, it goes as far as %2")
                         .arg(what, displayText(checked.reached, 200));
    case CheckVerdict::BadPath:
        return CollectionText::tr("“%1” names nothing: a path begins with / or with senml:")
            .arg(what);
    case CheckVerdict::NoSenml:
        return CollectionText::tr("The payload is no SenML pack, so there is no %1").arg(what);
    case CheckVerdict::Unreadable:
        return CollectionText::tr("The payload breaks its format at byte %1, and %2 is not before "
                                  "it")
            .arg(checked.offset)
            .arg(what);
    case CheckVerdict::NotComparable:
        return CollectionText::tr("%1 is %2, which cannot be compared by %3")
            .arg(what, value, comparisonName(asked.is));
    case CheckVerdict::BadWish:
        return CollectionText::tr("%1 is %2, and it cannot be asked whether it is %3")
            .arg(what, value, wishText(asked));
    case CheckVerdict::NoVariable:
        return variableFaultText(checked.variable);
    }
    return {};
}

} // namespace

QString subjectName(Subject subject)
{
    switch (subject) {
    case Subject::Code:
        return CollectionText::tr("Code");
    case Subject::Option:
        return CollectionText::tr("Option");
    case Subject::ContentFormat:
        return QStringLiteral("Content-Format");
    case Subject::Value:
        return CollectionText::tr("Value");
    case Subject::Payload:
        return CollectionText::tr("Payload");
    case Subject::PayloadDigest:
        return CollectionText::tr("SHA-256");
    case Subject::Rtt:
        return CollectionText::tr("Round trip, ms");
    }
    return {};
}

QString comparisonName(Comparison comparison)
{
    switch (comparison) {
    case Comparison::Equal:
        return QStringLiteral("=");
    case Comparison::NotEqual:
        return QStringLiteral("≠");
    case Comparison::Less:
        return QStringLiteral("<");
    case Comparison::LessOrEqual:
        return QStringLiteral("≤");
    case Comparison::Greater:
        return QStringLiteral(">");
    case Comparison::GreaterOrEqual:
        return QStringLiteral("≥");
    case Comparison::Contains:
        return CollectionText::tr("contains");
    case Comparison::Matches:
        return CollectionText::tr("matches");
    case Comparison::Exists:
        return CollectionText::tr("is there");
    case Comparison::Absent:
        return CollectionText::tr("is not there");
    }
    return {};
}

QString subjectHint(Subject subject)
{
    switch (subject) {
    case Subject::Option:
        return QStringLiteral("ETag");
    case Subject::Value:
        return QStringLiteral("/temp, senml:NAME");
    case Subject::Code:
    case Subject::ContentFormat:
    case Subject::Payload:
    case Subject::PayloadDigest:
    case Subject::Rtt:
        break;
    }
    return {};
}

QString wishHint(Subject subject, Comparison comparison)
{
    if (comparison == Comparison::Exists || comparison == Comparison::Absent)
        return {};
    if (comparison == Comparison::Matches)
        return CollectionText::tr("regular expression");
    switch (subject) {
    case Subject::Code:
        return QStringLiteral("2.05, 2.xx");
    case Subject::Option:
        return QStringLiteral("0xcafe");
    case Subject::ContentFormat:
        return QStringLiteral("json");
    case Subject::Value:
        return QStringLiteral("23.5");
    case Subject::Payload:
        return QStringLiteral("on, 0x6f6e");
    case Subject::PayloadDigest:
        return CollectionText::tr("64 hex digits");
    case Subject::Rtt:
        return QStringLiteral("200");
    }
    return {};
}

QString collectionFaultText(const CollectionFault &fault)
{
    const QString detail = displayText(fault.detail, 120);
    switch (fault.kind) {
    case CollectionFaultKind::NotJson:
        return CollectionText::tr("Line %1 of this file is not JSON: %2.")
            .arg(fault.line)
            .arg(detail);
    case CollectionFaultKind::TooLarge:
        return CollectionText::tr("This file is larger than %1.")
            .arg(byteSize(static_cast<quint64>(fault.limit)));
    case CollectionFaultKind::OtherFile:
        return CollectionText::tr("This file is no collection of Copperfield.");
    case CollectionFaultKind::LaterVersion:
        return CollectionText::tr("This collection has format version %1, and this program reads "
                                  "up to %2. Use a newer one.")
            .arg(detail)
            .arg(kCollectionVersion);
    case CollectionFaultKind::UnknownMember:
        return placed(CollectionText::tr("There is no “%1” in a collection").arg(detail), fault);
    case CollectionFaultKind::MissingMember:
        return placed(CollectionText::tr("“%1” is missing").arg(detail), fault);
    case CollectionFaultKind::WrongKind:
        return placed(CollectionText::tr("Something is not a %1").arg(detail), fault);
    case CollectionFaultKind::BadValue:
        return placed(CollectionText::tr("“%1” cannot stand there").arg(detail), fault);
    case CollectionFaultKind::TooMany:
        return placed(CollectionText::tr("There are more than %1").arg(fault.limit), fault);
    case CollectionFaultKind::TooDeep:
        return placed(CollectionText::tr("Folders are more than %1 deep").arg(fault.limit), fault);
    case CollectionFaultKind::TooLong:
        return placed(CollectionText::tr("A text has more than %1 characters").arg(fault.limit),
                      fault);
    case CollectionFaultKind::Twice:
        return placed(CollectionText::tr("“%1” is there twice").arg(detail), fault);
    }
    return {};
}

QString variableFaultText(const VariableFault &fault)
{
    const QString name = displayText(fault.name, 80);
    switch (fault.kind) {
    case VariableFaultKind::Unknown:
        return CollectionText::tr("There is no variable named “%1”.").arg(name);
    case VariableFaultKind::Loop:
        return CollectionText::tr("The variables go in a circle: %1.")
            .arg(displayText(fault.chain.join(QStringLiteral(" → ")), 200));
    case VariableFaultKind::TooLong:
        return CollectionText::tr("The text with the variable “%1” is too long.").arg(name);
    case VariableFaultKind::TooDeep:
        return CollectionText::tr("The variable “%1” is more than %2 deep in others.")
            .arg(name)
            .arg(kMaxVariableDepth);
    }
    return {};
}

QString stepFaultText(const StepFault &fault)
{
    switch (fault.kind) {
    case StepFaultKind::Variable:
        return variableFaultText(fault.variable);
    case StepFaultKind::BadUri:
        return uriErrorText(fault.uri.fault) + QLatin1Char('.');
    case StepFaultKind::BadScheme:
        return explain(FailureKind::UnsupportedScheme).sentence;
    case StepFaultKind::BadOption:
        return optionErrorText(fault.option);
    case StepFaultKind::BlockOption:
        return CollectionText::tr("Block options follow from the block size under Advanced.");
    case StepFaultKind::BadHex:
        return CollectionText::tr("The payload is not hex.");
    case StepFaultKind::BadJson:
        return CollectionText::tr("The payload is not JSON: see byte %1.").arg(fault.offset);
    case StepFaultKind::BadCbor:
        return CollectionText::tr("The payload is no diagnostic notation of CBOR: see byte %1.")
            .arg(fault.offset);
    case StepFaultKind::NoFile:
        return CollectionText::tr("The file %1 is not there or cannot be read.")
            .arg(displayText(fault.text, 200));
    case StepFaultKind::BadToken:
        return CollectionText::tr("A token is 0 to 8 bytes in hex.");
    }
    return {};
}

QString checkText(const CheckedExpectation &checked)
{
    QString text = sentenceOf(checked);
    if (!checked.savedInto.isEmpty() && !checked.passed())
        text += CollectionText::tr("; it was to be saved as {{%1}}").arg(checked.savedInto);
    return text + bytesText(checked);
}

QString outcomeName(StepOutcome outcome)
{
    switch (outcome) {
    case StepOutcome::Passed:
        return CollectionText::tr("passed");
    case StepOutcome::Failed:
        return CollectionText::tr("failed");
    case StepOutcome::NoAnswer:
        return CollectionText::tr("no answer");
    case StepOutcome::CannotSend:
        return CollectionText::tr("cannot be sent");
    case StepOutcome::NotRun:
        return CollectionText::tr("not run");
    }
    return {};
}

QString outcomeText(const StepResult &result)
{
    if (result.response)
        return codeText(result.response->code) + QStringLiteral(" · ") +
               durationText(result.response->rtt);
    if (result.failure)
        return explain(*result.failure).sentence;
    if (result.fault)
        return stepFaultText(*result.fault);
    return outcomeName(result.outcome);
}

QStringList failureLines(const StepResult &result)
{
    QStringList lines;
    for (const CheckedExpectation &checked : result.checks) {
        if (!checked.passed())
            lines << checkText(checked);
    }
    if (lines.isEmpty() && (result.failure || result.fault))
        lines << outcomeText(result);
    return lines;
}

QString runText(const CollectionRun &run)
{
    QStringList parts{CollectionText::tr("%1 of %2 passed")
                          .arg(run.count(StepOutcome::Passed))
                          .arg(run.stepCount())};
    for (const StepOutcome outcome : {StepOutcome::Failed, StepOutcome::NoAnswer,
                                      StepOutcome::CannotSend, StepOutcome::NotRun}) {
        if (run.count(outcome) > 0)
            parts << QString::number(run.count(outcome)) + QLatin1Char(' ') + outcomeName(outcome);
    }
    return parts.join(QStringLiteral(" · "));
}

} // namespace copper
