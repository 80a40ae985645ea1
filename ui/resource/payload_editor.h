// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QPlainTextEdit;
class QStackedLayout;
QT_END_NAMESPACE

namespace copper {

class PlainLabel;
class SegmentedControl;

// The body of a request: text, hex, JSON or a file. Says at once when it is not what it claims.
class PayloadEditor : public QWidget
{
    Q_OBJECT
public:
    enum class Kind { Text, Hex, Json, File };
    static constexpr int kMaxTyped = 1 << 20; // characters

    explicit PayloadEditor(const Theme &theme, QWidget *parent = nullptr);

    Kind kind() const;
    bool isEmpty() const;
    // The bytes to send; null for none. The error is a sentence.
    Result<std::shared_ptr<const Bytes>, QString> payload() const;
    QString filePath() const; // Kind::File only
    // What the kind stands for when the options do not say: 0, 50 or nothing.
    std::optional<std::uint32_t> impliedFormat() const;
    void setPayload(const std::shared_ptr<const Bytes> &bytes, const QString &file,
                    std::optional<std::uint32_t> contentFormat);
    void setKind(Kind kind);

Q_SIGNALS:
    void payloadChanged();

private:
    void check();
    void chooseFile();
    SegmentedControl *m_kinds;
    QPlainTextEdit *m_text;
    QLineEdit *m_file;
    QStackedLayout *m_pages;
    PlainLabel *m_note;
    bool m_converting = false;
};

} // namespace copper
