// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payload/byte_search.h"
#include "ui/theme/theme.h"

#include <QTimer>
#include <QWidget>

#include <memory>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QToolButton;
QT_END_NAMESPACE

namespace copper {

class PlainLabel;
class SegmentedControl;
class ToggleButton;

// Looks for text or bytes in all of a payload, in slices of a few milliseconds. Enter goes to the
// next place, Shift+Enter to the one before, Esc closes.
class FindBar : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kSlice_ms = 4;

    explicit FindBar(const Theme &theme, QWidget *parent = nullptr);

    void setBytes(std::shared_ptr<const Bytes> bytes);
    void open();
    void close();
    const ByteSearch &search() const { return m_search; }

Q_SIGNALS:
    // Length 0: nothing is found any more.
    void found(qsizetype offset, qsizetype length);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void restart();
    void advance();
    void go(bool forward);
    void say();

    std::shared_ptr<const Bytes> m_bytes;
    ByteSearch m_search;
    QTimer m_timer;
    QLineEdit *m_field;
    SegmentedControl *m_kind; // text, bytes
    ToggleButton *m_case;
    QToolButton *m_previous;
    QToolButton *m_next;
    PlainLabel *m_count;
    std::optional<std::size_t> m_place;
    std::size_t m_number = 0;
    bool m_wrong = false; // no hex
};

} // namespace copper
