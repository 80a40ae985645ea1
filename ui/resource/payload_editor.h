// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/domain/collection_variables.h"
#include "ui/text/payload_forms.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QMenu;
class QPlainTextEdit;
class QPushButton;
class QStackedLayout;
class QToolButton;
QT_END_NAMESPACE

namespace copper {

class PlainLabel;
class SegmentedControl;
class SenmlEditor;

// The body of a request: text, hex, JSON, CBOR in diagnostic notation, links, a SenML table or a
// file. Says at once, and at its column, when it is not what it claims. Another form shows the same
// bytes, or those that mean the same; where there are none, what was typed stays and the note says
// why. What is typed may hold variables, "{{level}}"; then it is checked and sent with their
// values.
class PayloadEditor : public QWidget
{
    Q_OBJECT
public:
    using Kind = PayloadForm;
    static constexpr int kMaxTyped = 1 << 20; // characters

    explicit PayloadEditor(const Theme &theme, QWidget *parent = nullptr);

    Kind kind() const;
    bool isEmpty() const;
    // The bytes to send; null for none. The error is a sentence.
    Result<std::shared_ptr<const Bytes>, QString> payload() const;
    QString filePath() const; // Kind::File only
    // What the kind stands for when the options do not say: 0, 50, 60 or nothing.
    std::optional<std::uint32_t> impliedFormat() const;
    void setPayload(const std::shared_ptr<const Bytes> &bytes, const QString &file,
                    std::optional<std::uint32_t> contentFormat);
    void setKind(Kind kind);
    using Expander = std::function<Result<QString, VariableFault>(const QString &)>;
    void setExpander(Expander expander);
    void expandAgain(); // the values of variables have changed
    // As it is typed, when there are variables in it: to be kept in a collection.
    std::optional<std::pair<PayloadSource, QString>> source() const;
    void setSource(PayloadSource source, const QString &text,
                   std::optional<std::uint32_t> contentFormat);
    // What the options say: 63 makes CBOR a sequence, 110 and 112 choose how SenML is written.
    void setContentFormat(std::optional<std::uint32_t> format);
    // Whose examples come first in the menu.
    void setResource(const QString &rt, const std::vector<std::uint32_t> &formats);

Q_SIGNALS:
    void payloadChanged();

private:
    struct Remembered
    {
        Bytes bytes;
        QString text;
    };
    QWidget *makePages();
    void onKindChosen();
    // True when the new kind shows the old one's bytes, or keeps what was typed.
    bool convert(Kind from, Kind to);
    Result<Bytes, FormError> typedBytes(Kind kind) const;
    bool hasVariables(Kind kind) const;
    Result<QString, FormError> expanded(const QString &text) const;
    FormOptions options() const;
    void show(Kind kind, const QString &text);
    void showKind(Kind kind);
    void markError(qsizetype at);
    void check();
    void edited();
    void format();
    void fillExamples();
    void chooseFile();

    const Theme &m_theme;
    SegmentedControl *m_kinds;
    QPushButton *m_format;
    QToolButton *m_examples;
    QMenu *m_exampleMenu;
    QPlainTextEdit *m_text;
    SenmlEditor *m_senml;
    QLineEdit *m_file;
    QStackedLayout *m_pages = nullptr;
    PlainLabel *m_note;
    Kind m_typed = Kind::Text;          // of what the text field or the table holds
    bool m_sequence = false;            // CBOR: RFC 8742
    std::map<Kind, Remembered> m_known; // what a form looked like when it was left
    QString m_why;                      // what the last change of form could not do
    Expander m_expander;
    QString m_rt;
    std::vector<std::uint32_t> m_formats;
};

} // namespace copper
