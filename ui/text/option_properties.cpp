// SPDX-License-Identifier: GPL-3.0-or-later
// What the bits of an option's number say (protocol_text.h).
#include "core/coap/option.h"
#include "ui/text/protocol_text.h"

#include <QCoreApplication>

namespace copper {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("Protocol", text);
}

} // namespace

QString optionProperties(OptionNumber number)
{
    QStringList words;
    words << (isCritical(number) ? say(QT_TRANSLATE_NOOP("Protocol", "critical"))
                                 : say(QT_TRANSLATE_NOOP("Protocol", "elective")));
    if (isUnsafe(number))
        words << say(QT_TRANSLATE_NOOP("Protocol", "unsafe"));
    else if (isNoCacheKey(number))
        words << say(QT_TRANSLATE_NOOP("Protocol", "no cache key"));
    const OptionDefinition *definition = findOption(number);
    if (definition != nullptr && definition->repeatable)
        words << say(QT_TRANSLATE_NOOP("Protocol", "repeatable"));
    return words.join(QStringLiteral(" · "));
}

QString optionPropertiesHint(OptionNumber number)
{
    QStringList sentences;
    sentences << (isCritical(number)
                      ? say(QT_TRANSLATE_NOOP(
                            "Protocol", "Critical: who does not know it must refuse the message."))
                      : say(QT_TRANSLATE_NOOP("Protocol",
                                              "Elective: who does not know it passes over it.")));
    if (isUnsafe(number))
        sentences << say(QT_TRANSLATE_NOOP(
            "Protocol", "Unsafe: a proxy that does not know it must not forward the message."));
    else
        sentences << say(
            QT_TRANSLATE_NOOP("Protocol", "Safe: a proxy that does not know it forwards it."));
    if (!isUnsafe(number) && isNoCacheKey(number))
        sentences << say(QT_TRANSLATE_NOOP(
            "Protocol", "No cache key: requests that differ in it alone share cached answers."));
    return sentences.join(QLatin1Char('\n'));
}

} // namespace copper
