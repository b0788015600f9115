<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes on paper (Guidelines, CO 3.9): each is a footnote where its first mark stands; further marks lead to it.
     A note of the source is printed under the number that the source gives it; a note that nothing leads to stays where it is.
     A project may override the templates for tei:note. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:print="https://tei-edition.org/ns/print" xmlns:note="https://tei-edition.org/ns/notes"
  xmlns:el="https://tei-edition.org/ns/elements" xmlns:rdg="https://tei-edition.org/ns/readings"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="https://tei-edition.org/ns/book" exclude-result-prefixes="#all" version="3.0">

  <!-- returns the marker at which a note is printed: the first that stands in a line of the text that is printed -->
  <xsl:function name="print:marker" as="element()?">
    <xsl:param name="note" as="element()"/>
    <xsl:variable name="markers" as="element()*" select="note:markers($note)[print:carries(., $note)]"/>
    <xsl:sequence select="($markers[not(print:is-words(.))], $markers)[1]"/>
  </xsl:function>

  <!-- whether a reference to a note consists of running words ("see note 13") and is no mark -->
  <xsl:function name="print:is-words" as="xs:boolean">
    <xsl:param name="reference" as="element()"/>
    <xsl:sequence select="exists($reference[self::tei:ref or self::tei:ptr][not(note:is-marker(.))])"/>
  </xsl:function>

  <!-- whether an element can carry a note's mark: it is printed, not in another note that is carried by it, and holds a line -->
  <xsl:function name="print:carries" as="xs:boolean">
    <xsl:param name="marker" as="element()"/>
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="exists($marker/ancestor::tei:text) and print:is-read($marker)
      and not($marker/ancestor::tei:note[. &gt;&gt; $note or print:in-back(.)])
      and not($marker/ancestor-or-self::tei:head/parent::*[self::tei:list or self::tei:table])
      and ($marker[self::tei:ref or self::tei:ptr] or el:kind($marker) = ('inline', 'point') or local-name($marker) = $print:lines)"/>
  </xsl:function>

  <xsl:variable name="print:lines" as="xs:string+" select="('p', 'ab', 'l', 'head', 'item', 'speaker', 'signed', 'salute', 'dateline', 'trailer', 'cell')"/>

  <xsl:function name="print:in-back" as="xs:boolean">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="el:kind($note) eq 'block'"/>
  </xsl:function>

  <!-- whether a node belongs to the corrected text as it is printed -->
  <xsl:function name="print:is-read" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="empty($node/ancestor-or-self::*[print:is-dropped(.)])"/>
  </xsl:function>

  <!-- whether the book leaves an element out -->
  <xsl:function name="print:is-dropped" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if ($element[parent::tei:choice or self::tei:am or self::tei:surplus or self::tei:secl])
      then rdg:side($element) = ('transmitted', 'neither')
      else exists($element[self::*[self::tei:rdg or self::tei:lem][print:left-out(.)] or self::tei:fw or self::tei:figDesc or self::tei:index or self::tei:witDetail or self::tei:wit
        or self::tei:teiHeader or self::tei:desc[el:kind(..) eq 'point']])"/>
  </xsl:function>

  <!-- whether a note is printed as a footnote at a marker -->
  <xsl:function name="print:noted" as="xs:boolean">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="exists(print:marker($note))"/>
  </xsl:function>

  <!-- the notes that are printed at an element: those whose first mark it is -->
  <xsl:template name="print:notes-of" as="element()*">
    <xsl:param name="place" as="element()" select="."/>
    <xsl:if test="$place/@xml:id and not($place[self::tei:ref or self::tei:ptr][not(print:is-words(.))])">
      <xsl:for-each select="key('note:by-place', $place/@xml:id, root($place))[print:marker(.) is $place]">
        <xsl:call-template name="print:footnote"/>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <!-- the mark of a note, as the source prints it; what was mended in it is said behind it -->
  <xsl:template match="tei:ref[not(print:is-words(.))][note:of-marker(.)] | tei:ptr[not(print:is-words(.))][note:of-marker(.)]" mode="print:inline" priority="2" as="node()*">
    <xsl:variable name="note" as="element()" select="note:of-marker(.)"/>
    <xsl:variable name="mark" as="element()?">
      <xsl:if test="normalize-space()">
        <mark to="{print:address($note)}">
          <xsl:if test="print:after-space(.)"><xsl:attribute name="space" select="'true'"/></xsl:if>
          <xsl:apply-templates mode="print:inline"><xsl:with-param name="silent" as="xs:boolean" select="true()" tunnel="yes"/></xsl:apply-templates>
        </mark>
      </xsl:if>
    </xsl:variable>
    <xsl:call-template name="print:anchor"/>
    <xsl:choose>
      <xsl:when test="print:marker($note) is .">
        <xsl:for-each select="$note"><xsl:call-template name="print:footnote"><xsl:with-param name="mark" select="$mark"/></xsl:call-template></xsl:for-each>
      </xsl:when>
      <xsl:when test="$mark"><xsl:sequence select="$mark"/></xsl:when>
      <xsl:otherwise><again note="{print:address($note)}" label="{note:number($note)}"/></xsl:otherwise>
    </xsl:choose>
    <xsl:for-each select="descendant::*[print:intervenes(.)]"><xsl:call-template name="print:emendation"/></xsl:for-each>
  </xsl:template>

  <!-- whether white space stands before a node in its line -->
  <xsl:function name="print:after-space" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="matches(string($node/preceding::text()[normalize-space() or not(../self::tei:choice or ../self::tei:app or ../self::tei:subst)]
      [print:is-read(.)][not(ancestor::tei:note[not(. intersect $node/ancestor::*)])][1]), '\s$')"/>
  </xsl:function>

  <!-- a note in a line: a footnote here, unless its mark stands elsewhere -->
  <xsl:template match="tei:note" mode="print:inline" as="node()*">
    <xsl:if test="not(print:noted(.))">
      <xsl:call-template name="print:footnote"/>
    </xsl:if>
  </xsl:template>

  <!-- A note among blocks: a footnote where its mark stands; without a mark it stays where it is, under its number. -->
  <xsl:template match="tei:note" mode="print:block" as="element()?">
    <xsl:if test="not(print:noted(.))">
      <xsl:variable name="number" as="xs:string?" select="@n[normalize-space()][not(note:label(current()))]/normalize-space()"/>
      <block small="true">
        <xsl:copy-of select="@xml:lang"/>
        <xsl:call-template name="print:flow">
          <xsl:with-param name="first" as="element()*">
            <xsl:call-template name="print:anchor"/>
            <xsl:if test="$number"><sign><xsl:value-of select="$number || ' '"/></sign></xsl:if>
          </xsl:with-param>
        </xsl:call-template>
      </block>
    </xsl:if>
  </xsl:template>

  <!-- the footnote; the context is the note -->
  <xsl:template name="print:footnote" as="element()">
    <xsl:param name="mark" as="element()?" select="()"/>
    <xsl:variable name="kind" as="xs:string" select="if (note:kind(.) eq 'editorial') then 'editor' else 'source'"/>
    <xsl:element name="{$kind}" namespace="https://tei-edition.org/ns/book">
      <xsl:copy-of select="@xml:lang"/>
      <xsl:if test="$kind eq 'source' and not($mark)"><xsl:attribute name="label" select="note:number(.)"/></xsl:if>
      <xsl:sequence select="$mark"/>
      <anchor id="{print:address(.)}" note="true" linked="true"/>
      <xsl:call-template name="print:note-body"/>
    </xsl:element>
  </xsl:template>

  <xsl:template name="print:note-body" as="node()*">
    <xsl:choose>
      <xsl:when test="some $child in * satisfies el:kind($child) eq 'block' and not($child is note:label(.))">
        <xsl:call-template name="print:flow">
          <xsl:with-param name="nodes" as="node()*" select="node()[not(. is note:label(current()))]"/>
          <xsl:with-param name="first" as="element()*"><xsl:apply-templates select="note:label(.)[parent::tei:note]" mode="print:inline"/></xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates mode="print:inline"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- the number that the source prints before its note -->
  <xsl:template match="tei:label[. is note:label(ancestor::tei:note[1])]" mode="print:inline" priority="1" as="element()">
    <label><xsl:apply-templates mode="#current"/></label>
  </xsl:template>

</xsl:stylesheet>
