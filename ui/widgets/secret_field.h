// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secrets/secret_bytes.h"
#include "ui/theme/theme.h"

#include <QTimer>
#include <QWidget>

namespace copper {

// One line in which a secret is typed: UTF-8 in locked memory of ours, masked with bullets. Not a
// QLineEdit, whose QString, undo stack and completions leave copies nobody can wipe. What is typed
// and pasted goes in, nothing goes out: there is no copy, cut, drag or undo.
class SecretField : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(bool invalid READ isInvalid WRITE setInvalid)
public:
    static constexpr std::size_t kCapacity = 1024; // bytes
    static constexpr int kShown_ms = 10'000;

    explicit SecretField(const Theme &theme, QWidget *parent = nullptr);

    // Valid until the next change.
    ByteView typed() const { return m_bytes.view().first(m_size); }
    SecretBytes copy() const { return SecretBytes::copyOf(typed()); }
    bool isEmpty() const { return m_size == 0; }
    // What was to be put in last did not fit and was left out.
    bool hasOverflowed() const { return m_overflowed; }
    void setTyped(ByteView text);
    void clear();

    void setPlaceholder(const QString &text);
    void setInvalid(bool invalid);
    bool isInvalid() const { return m_invalid; }
    // Readable for kShown_ms at most; the next change of focus hides it too.
    void reveal(bool on);
    bool isRevealed() const { return m_hide.isActive(); }
    QTimer &hideTimer() { return m_hide; }
    int characterCount() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;

Q_SIGNALS:
    void edited();
    void returnPressed();
    void revealedChanged(bool on);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    void paste();
    void insert(ByteView text);
    void insertTyped(const QString &text);
    void removeSelection();
    void removeRange(std::size_t from, std::size_t to);
    bool moveByKey(QKeyEvent *event);
    bool removeByKey(const QKeyEvent *event);
    void moveTo(std::size_t place, bool select);
    std::size_t next(std::size_t place) const;
    std::size_t previous(std::size_t place) const;
    std::size_t placeAt(qreal x) const;
    qreal xOf(std::size_t place) const;
    qreal advance(std::size_t place) const;
    void keepCursorInSight();
    void changed();

    const Theme &m_theme;
    SecretBytes m_bytes; // kCapacity, of which m_size are used
    std::size_t m_size = 0;
    std::size_t m_cursor = 0; // all places are between characters
    std::size_t m_anchor = 0; // the other end of the selection
    qreal m_scroll = 0;       // px the text is moved to the left
    bool m_overflowed = false;
    bool m_invalid = false;
    QString m_placeholder;
    QTimer m_hide;
};

} // namespace copper
