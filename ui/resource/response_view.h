// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/session_events.h"
#include "ui/resource/diff_view.h"
#include "ui/resource/payload_view.h"
#include "ui/theme/theme.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QMenu;
class QPushButton;
class QStackedWidget;
class QToolButton;
QT_END_NAMESPACE

namespace copper {

class Badge;
class EmptyState;
class FreshnessBar;
class PlainLabel;
class SegmentedControl;

// The answer in one glance, and its payload in three views. UI thread; told the time.
class ResponseView : public QWidget
{
    Q_OBJECT
public:
    // As hex or as bytes; more is saved to a file.
    static constexpr std::size_t kMostCopied = 4U << 20U;

    explicit ResponseView(const Theme &theme, QWidget *parent = nullptr);

    void showNothing();
    void showWaiting(WallTime since);
    void showFailure(const JobFailed &failure);
    void showResponse(const ResponseArrived &response, bool observing);
    void setPrevious(const ResponseArrived *previous);
    // What the diff may compare with, the nearest first.
    void setEarlier(std::vector<EarlierBody> earlier);
    // Ages and what is left of Max-Age.
    void tick(WallTime now);
    PayloadView *payloadView() const { return m_payload; }
    const std::optional<ResponseArrived> &response() const { return m_response; }
    // The body into a file, beside the window's thread: 100 MiB take their time to be synced. One
    // at a time. Ends with bodySaved(), or says in place what went wrong.
    void saveBody(const QString &path);
    bool isSaving() const { return m_saving; }

Q_SIGNALS:
    void bodySaved(const QString &path, quint64 bytes);
    void cancelRequested();
    void addKeyRequested(); // or to see what is wrong with the one that is there
    void copyRequested(const QString &what);
    void locationRequested(const QString &href);         // of a 2.01
    void validationRequested(const copper::Bytes &etag); // whether this answer is the newest
    void largerBodyRequested();

private:
    void buildLine();
    void setFacts(const QString &text);
    void chooseFile();
    void setSaving(bool saving);
    void sayTrouble(const QString &text);
    void fillCopyMenu(QMenu *menu);
    void placeLinks();
    bool m_validating = false;
    bool m_saving = false;
    const Theme &m_theme;
    std::optional<ResponseArrived> m_response;
    std::optional<WallTime> m_waitingSince;
    WallTime m_now;
    QWidget *m_line;
    Badge *m_badge;
    PlainLabel *m_facts;
    PlainLabel *m_freshText;
    FreshnessBar *m_fresh;
    SegmentedControl *m_views;
    QToolButton *m_search;
    QToolButton *m_copy;
    QToolButton *m_save;
    QPushButton *m_cancel;
    QToolButton *m_validate;
    QPushButton *m_location;
    QWidget *m_trouble;
    PlainLabel *m_troubleText;
    QPushButton *m_larger;
    QPushButton *m_addKey;
    QStackedWidget *m_pages;
    EmptyState *m_empty;
    EmptyState *m_noBody;
    PayloadView *m_payload;
};

} // namespace copper
