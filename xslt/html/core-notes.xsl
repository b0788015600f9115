<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes (TEI module core): note, and ref or ptr or any place that leads to one.
     A note written in a line stays there in the page; a note in the back matter stays in the back matter, and a copy of it
     (data-duplicate) stands where its marker is. The style sheet sets both beside the text where there is room, else they
     open in place when their marker is followed; the number in the note leads back. No script is needed.
     A project may override html:note-responsibility. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="https://tei-edition.org/ns/html" xmlns:el="https://tei-edition.org/ns/elements"
  xmlns:id="https://tei-edition.org/ns/identifiers" xmlns:loc="https://tei-edition.org/ns/locale"
  xmlns:note="https://tei-edition.org/ns/notes" xmlns:rdg="https://tei-edition.org/ns/readings"
  xmlns:layer="https://tei-edition.org/ns/layers" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" version="3.0">

  <!-- a reference that is the mark of a note -->
  <xsl:template match="tei:ref[note:of-marker(.)] | tei:ptr[note:of-marker(.)]" mode="html:text" as="node()*" priority="4">
    <xsl:param name="deferred" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="note" as="element(tei:note)" select="note:of-marker(.)"/>
    <xsl:variable name="pressed-inside" as="xs:boolean" select="exists(.//(tei:ref | tei:ptr | tei:note))"/>
    <xsl:choose>
      <xsl:when test="$pressed-inside or el:holds-block(.)"><xsl:next-match/></xsl:when>
      <xsl:otherwise>
        <a class="noteref" href="#-{id:anchor(.)}" role="doc-noteref">
          <xsl:sequence select="html:anchor(.), html:language(@xml:lang)"/>
          <xsl:choose>
            <xsl:when test="node()">
              <xsl:apply-templates mode="html:text">
                <xsl:with-param name="in-link" as="xs:boolean" select="true()" tunnel="yes"/>
                <xsl:with-param name="link" as="xs:string?" select="()" tunnel="yes"/>
              </xsl:apply-templates>
            </xsl:when>
            <xsl:otherwise><xsl:attribute name="data-generated" select="''"/><xsl:value-of select="note:number($note)"/></xsl:otherwise>
          </xsl:choose>
        </a>
        <xsl:call-template name="html:signs-within"/>
        <xsl:if test="not($deferred)"><xsl:call-template name="html:copy-beside"><xsl:with-param name="note" select="$note"/></xsl:call-template></xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- a place that a note in the back names: the mark is made -->
  <xsl:template match="tei:*[@xml:id][key('note:by-place', @xml:id)[el:is-block(.)]][not(self::tei:ref or self::tei:ptr or self::tei:note
    or el:is-block(.))]" mode="html:text" as="node()*" priority="8">
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:next-match/>
    <xsl:if test="not($in-link)">
      <xsl:variable name="place" as="element()" select="."/>
      <xsl:for-each select="key('note:by-place', @xml:id)[el:is-block(.)][not($place/ancestor::* intersect .)]">
        <a class="mark" data-generated="" href="#-{id:anchor($place)}" id="-,{id:anchor($place)}" data-n="{note:number(.)}" role="doc-noteref"
          aria-label="{html:note-name(.)}"></a>
        <xsl:call-template name="html:copy-beside">
          <xsl:with-param name="note" select="."/>
          <xsl:with-param name="marker" select="$place"/>
          <xsl:with-param name="back" select="'-,' || id:anchor($place)"/>
        </xsl:call-template>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <!-- the copy of a note where its marker stands -->
  <xsl:template name="html:copy-beside" as="element(span)">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:param name="marker" as="element()" select="."/>
    <xsl:param name="back" as="xs:string" select="id:anchor($marker)"/>
    <xsl:variable name="words" as="node()*">
      <xsl:apply-templates select="$note/node() except note:label($note)" mode="html:text">
        <xsl:with-param name="link" as="xs:string?" select="()" tunnel="yes"/>
        <xsl:with-param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:variable>
    <!-- a note that stands apart from the text is nowhere else in the page than at its first marker -->
    <xsl:variable name="apart" as="xs:boolean" select="exists($note/ancestor::tei:standOff) and note:markers($note)[1] is $marker"/>
    <span class="{'beside', 'editor'[$apart or note:kind($note) eq 'editorial']}" id="-{id:anchor($marker)}">
      <xsl:attribute name="{if ($apart) then 'data-layer' else 'data-duplicate'}" select="'editor'[$apart]"/>
      <xsl:if test="not($marker/ancestor::tei:head) or html:notes-may-follow($marker/ancestor::tei:head[1])"><xsl:attribute name="role" select="'note'"/></xsl:if>
      <xsl:sequence select="html:language($note/@xml:lang)"/>
      <a class="num" href="#{$back}" aria-label="{loc:text('note.back', note:number($note))}"><xsl:if test="$apart"><xsl:attribute name="data-generated" select="''"/></xsl:if><xsl:value-of select="note:number($note)"/></a>
      <xsl:text> </xsl:text>
      <xsl:apply-templates select="$words" mode="html:repeat"><xsl:with-param name="copy" as="xs:boolean" select="not($apart)" tunnel="yes"/></xsl:apply-templates>
      <xsl:text> </xsl:text>
      <xsl:sequence select="html:note-about($note)"/>
    </span>
  </xsl:template>

  <!-- a note in a line: its mark, then the note itself -->
  <xsl:template match="tei:note" mode="html:text" as="node()*" priority="2">
    <xsl:param name="deferred" as="xs:boolean" select="false()" tunnel="yes"/>
    <a class="mark" data-generated="" href="#{id:anchor(.)}" id="-{id:anchor(.)}" data-n="{note:number(.)}" role="doc-noteref" aria-label="{html:note-name(.)}"></a>
    <xsl:if test="not($deferred)"><xsl:call-template name="html:note-beside"/></xsl:if>
  </xsl:template>

  <!-- the note of a line; white space round its words keeps them from the line's when all markup is taken away -->
  <xsl:template name="html:note-beside" as="element(span)">
    <xsl:variable name="editorial" as="xs:boolean" select="note:kind(.) eq 'editorial'"/>
    <xsl:variable name="words" as="node()*">
      <xsl:apply-templates mode="html:text">
        <xsl:with-param name="link" as="xs:string?" select="()" tunnel="yes"/>
        <xsl:with-param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
        <xsl:with-param name="deferred" as="xs:boolean" select="false()" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:variable>
    <span class="{'beside', 'editor'[$editorial]}">
      <xsl:if test="not(ancestor::tei:head) or html:notes-may-follow(ancestor::tei:head[1])"><xsl:attribute name="role" select="'note'"/></xsl:if>
      <xsl:sequence select="html:anchor(.), html:language(@xml:lang)"/>
      <xsl:if test="$editorial"><xsl:attribute name="data-layer" select="'editor'"/></xsl:if>
      <xsl:text> </xsl:text>
      <a class="num" data-generated="" href="#-{id:anchor(.)}" aria-label="{loc:text('note.back', note:number(.))}"><xsl:value-of select="note:number(.)"/></a>
      <xsl:text> </xsl:text>
      <xsl:choose>
        <xsl:when test="el:holds-block(.)">
          <xsl:apply-templates select="$words" mode="html:repeat"><xsl:with-param name="copy" as="xs:boolean" select="false()" tunnel="yes"/></xsl:apply-templates>
        </xsl:when>
        <xsl:otherwise><xsl:sequence select="$words"/></xsl:otherwise>
      </xsl:choose>
      <xsl:text> </xsl:text>
      <xsl:sequence select="html:note-about(.)"/>
    </span>
  </xsl:template>

  <!-- Notes on a heading follow it, so that the heading is read as one; unless words of the heading follow a transmitted note,
       whose place in the order of words must stay. -->
  <xsl:function name="html:notes-may-follow" as="xs:boolean">
    <xsl:param name="head" as="element()"/>
    <xsl:variable name="notes" as="element()*" select="$head//tei:note[note:kind(.) eq 'transmitted']"/>
    <xsl:sequence select="empty($notes) or empty($head//text()[normalize-space()][. >> $notes[1]] except $notes//text())"/>
  </xsl:function>

  <xsl:template name="html:deferred-notes" as="node()*">
    <xsl:for-each select=".//(tei:note | tei:ref[note:of-marker(.)] | tei:ptr[note:of-marker(.)])[not(ancestor::tei:note[. >> current()])]">
      <xsl:choose>
        <xsl:when test="self::tei:note"><xsl:call-template name="html:note-beside"/></xsl:when>
        <xsl:otherwise><xsl:call-template name="html:copy-beside"><xsl:with-param name="note" select="note:of-marker(.)"/></xsl:call-template></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- a note that stands by itself, in the back matter or between paragraphs -->
  <xsl:template match="tei:note[el:is-block(.)]" mode="html:text" as="node()*" priority="3">
    <xsl:variable name="note" as="element(tei:note)" select="."/>
    <xsl:variable name="label" as="element(tei:label)?" select="note:label(.)"/>
    <xsl:variable name="markers" as="element()*" select="note:markers(.)"/>
    <div role="note">
      <xsl:sequence select="html:anchor(.)"/>
      <xsl:sequence select="html:attributes(., 'note')"/>
      <xsl:if test="note:kind(.) eq 'editorial'"><xsl:attribute name="data-layer" select="'editor'"/></xsl:if>
      <xsl:call-template name="html:permalink"/>
      <xsl:if test="empty($label) and (exists($markers) or @n)">
        <span class="label" data-generated=""><xsl:value-of select="note:number(.)"/></span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates mode="html:text"/>
      <xsl:text> </xsl:text>
      <xsl:sequence select="html:note-about(.)"/>
      <xsl:for-each select="$markers[html:is-shown(.) or self::tei:ref or self::tei:ptr]">
        <a class="back" data-generated="" href="#{'-,'[not(current()[self::tei:ref or self::tei:ptr])]}{id:anchor(.)}" aria-label="{loc:text('note.back', note:number($note))}"></a>
      </xsl:for-each>
    </div>
  </xsl:template>

  <!-- notes in the back without a heading of their own get one -->
  <xsl:template name="html:notes-section" as="element(section)">
    <section>
      <xsl:sequence select="html:anchor(.)"/>
      <xsl:sequence select="html:attributes(., 'notes')"/>
      <h2 data-generated="">
        <xsl:call-template name="html:permalink"><xsl:with-param name="label" select="loc:text('notes')"/></xsl:call-template>
        <xsl:value-of select="loc:text('notes')"/>
      </h2>
      <xsl:apply-templates mode="html:text"/>
    </section>
  </xsl:template>

  <!-- returns what a mark is called when read aloud -->
  <xsl:function name="html:note-name" as="xs:string">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="loc:text(if (note:kind($note) eq 'editorial') then 'note.editor' else 'note.name', note:number($note))"/>
  </xsl:function>

  <!-- returns whose note it is and how certain that is, where the source says so -->
  <xsl:function name="html:note-about" as="element(small)?">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:variable name="words" as="xs:string*" select="html:note-responsibility($note)"/>
    <xsl:if test="exists($words)">
      <small data-generated=""><xsl:value-of select="$words" separator="{loc:text('why.separator')}"/></small>
    </xsl:if>
  </xsl:function>

  <!-- The editor's notes name their editor only where the edition has more than one. -->
  <xsl:function name="html:note-responsibility" as="xs:string*" visibility="public">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:variable name="editorial" as="xs:boolean" select="note:kind($note) eq 'editorial'"/>
    <xsl:variable name="editors" as="element()*" select="root($note)/*/tei:teiHeader/tei:fileDesc/tei:titleStmt/(tei:respStmt | tei:editor)
      [layer:of-responsible(.) eq 'editor']"/>
    <xsl:variable name="names" as="xs:string*" select="if ($editorial and count($editors) le 1) then () else rdg:responsible($note)"/>
    <xsl:sequence select="if ($editorial) then $note/@subtype ! html:word('note-kind', .) else (),
      if (exists($names)) then loc:text('note.by', html:list($names)) else (),
      $note/@cert ! loc:text('certainty', html:word('cert', .))"/>
  </xsl:function>

  <!-- Parts of a page drawn a second time, or into a line: blocks become stretches of a line; in a copy there are no ids,
       nothing generated but words, and no notes on notes. -->
  <xsl:template match="@id" mode="html:repeat" as="attribute()?">
    <xsl:param name="copy" as="xs:boolean" select="true()" tunnel="yes"/>
    <xsl:if test="not($copy)"><xsl:sequence select="."/></xsl:if>
  </xsl:template>

  <xsl:template match="a[contains-token(@class, 'sign')] | *[@popover] | a[contains-token(@class, 'pl')] | a[contains-token(@class, 'mark')] | span[contains-token(@class, 'beside')]
    | a[contains-token(@class, 'back')]" mode="html:repeat" as="node()*" priority="2">
    <xsl:param name="copy" as="xs:boolean" select="true()" tunnel="yes"/>
    <xsl:if test="not($copy)"><xsl:next-match/></xsl:if>
  </xsl:template>

  <!-- in a copy the marker of another note leads to that note itself -->
  <xsl:template match="a[contains-token(@class, 'noteref')]" mode="html:repeat" as="node()*" priority="2">
    <xsl:param name="copy" as="xs:boolean" select="true()" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="$copy"><a href="#{@id}"><xsl:apply-templates mode="html:repeat"/></a></xsl:when>
      <xsl:otherwise><xsl:next-match/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="div | p | section | ul | ol | li | table | caption | tr | td | th | figure | figcaption | blockquote | header | pre | h1 | h2 | h3 | h4 | h5 | h6"
    mode="html:repeat" as="element(span)" priority="1">
    <span class="{'b', local-name()[. = ('li', 'blockquote', 'pre')], tokenize(@class)}">
      <xsl:apply-templates select="@* except @class" mode="html:repeat"/>
      <xsl:apply-templates mode="html:repeat"/>
    </span>
  </xsl:template>

</xsl:stylesheet>
